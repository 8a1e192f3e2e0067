import Neural
import Testing

@testable import DigitModel

/// A checkpoint of `inkling-tiny` with one thing wrong, and the word for it.
struct BrokenCheckpoint: CustomTestStringConvertible {
    let testDescription: String
    let error: CheckpointError
    let spoil: @Sendable (inout SafeTensors) -> Void

    init(
        _ description: String, _ error: CheckpointError,
        _ spoil: @escaping @Sendable (inout SafeTensors) -> Void
    ) {
        testDescription = description
        self.error = error
        self.spoil = spoil
    }

    private static func lacking(_ key: String) -> BrokenCheckpoint {
        BrokenCheckpoint("no \(key)", .missingMetadata(key: key)) { $0.metadata[key] = nil }
    }

    private static func saying(_ key: String, _ value: String) -> BrokenCheckpoint {
        BrokenCheckpoint("\(key) = \(value)", .badMetadata(key: key, value: value)) {
            $0.metadata[key] = value
        }
    }

    private static func replacing(_ name: String, shape: [Int], with error: CheckpointError)
        -> BrokenCheckpoint
    {
        BrokenCheckpoint("\(name) as \(shape)", error) { file in
            for i in file.tensors.indices where file.tensors[i].name == name {
                file.tensors[i].tensor = .init(
                    shape: shape, values: [Float](repeating: 0, count: shape.reduce(1, *)))
            }
        }
    }

    static let tensors: [BrokenCheckpoint] = [
        BrokenCheckpoint("no fc.bias", .missingTensor("fc.bias")) {
            $0.tensors.removeAll { $0.name == "fc.bias" }
        },
        BrokenCheckpoint("no tensors", .missingTensor("conv1.weight")) { $0.tensors = [] },
        BrokenCheckpoint("one more tensor", .unknownTensor("fc2.bias")) {
            $0.tensors.append(("fc2.bias", .init(shape: [1], values: [0])))
        },
        replacing(
            "fc.weight", shape: [48, 10],
            with: .wrongShape(tensor: "fc.weight", expected: [10, 48], actual: [48, 10])),
        replacing(
            "fc.weight", shape: [480],
            with: .wrongShape(tensor: "fc.weight", expected: [10, 48], actual: [480])),
        replacing(
            "conv1.weight", shape: [12, 1, 3, 2],
            with: .wrongShape(tensor: "conv1.weight", expected: [12, 1, 3, 3], actual: [12, 1, 3, 2])),
        replacing("bn1.bias", shape: [], with: .wrongShape(tensor: "bn1.bias", expected: [12], actual: [])),
    ]

    private static func changing(
        _ name: String, to values: [Float], with error: CheckpointError
    ) -> BrokenCheckpoint {
        BrokenCheckpoint("\(name) beginning \(values)", error) { file in
            for i in file.tensors.indices where file.tensors[i].name == name {
                file.tensors[i].tensor.values.replaceSubrange(0..<values.count, with: values)
            }
        }
    }

    private static func retyping(
        _ name: String, _ actual: WeightFormat, expecting expected: WeightFormat
    ) -> BrokenCheckpoint {
        BrokenCheckpoint(
            "\(name) as \(actual)", .wrongType(tensor: name, expected: expected, actual: actual)
        ) { file in
            for i in file.tensors.indices where file.tensors[i].name == name {
                let tensor = file.tensors[i].tensor
                file.tensors[i].tensor = .init(
                    shape: tensor.shape, values: [Float](repeating: 0, count: tensor.values.count),
                    format: actual)
            }
        }
    }

    private static func scale(_ values: [Float], index: Int) -> BrokenCheckpoint {
        changing(
            "conv2.weight.scale", to: values,
            with: .badScale(tensor: "conv2.weight.scale", index: index, value: values[index]))
    }

    /// Of an int8 checkpoint.
    static let int8: [BrokenCheckpoint] = [
        BrokenCheckpoint("no scale", .missingTensor("fc.weight.scale")) {
            $0.tensors.removeAll { $0.name == "fc.weight.scale" }
        },
        BrokenCheckpoint("a scale of a bias", .unknownTensor("fc.bias.scale")) {
            $0.tensors.append(("fc.bias.scale", .init(shape: [10], values: [Float](repeating: 1, count: 10))))
        },
        replacing(
            "fc.weight.scale", shape: [1],
            with: .wrongShape(tensor: "fc.weight.scale", expected: [10], actual: [1])),
        replacing(
            "fc.weight.scale", shape: [10, 1],
            with: .wrongShape(tensor: "fc.weight.scale", expected: [10], actual: [10, 1])),
        scale([0], index: 0), scale([1, -1], index: 1), scale([1, 1, 1e38], index: 2),
        changing("fc.weight", to: [127, -127, -128], with: .asymmetric(tensor: "fc.weight", index: 2)),
        retyping("conv1.weight", .float32, expecting: .int8),
        retyping("conv1.weight", .float16, expecting: .int8),
        retyping("fc.weight.scale", .float16, expecting: .float32),
        retyping("fc.bias", .float16, expecting: .float32),
        retyping("bn1.running_var", .int8, expecting: .float32),
        BrokenCheckpoint(
            "nothing said of int8",
            .wrongType(tensor: "conv1.weight", expected: .float32, actual: .int8)
        ) { $0.metadata["quantization"] = nil },
        BrokenCheckpoint(
            "float16 said of int8", .wrongType(tensor: "conv1.weight", expected: .float16, actual: .int8)
        ) { $0.metadata["quantization"] = "float16" },
        saying("quantization", "int4"), saying("quantization", "float32"), saying("quantization", ""),
        saying("quantization", "INT8"),
    ]

    static let metadata: [BrokenCheckpoint] = [
        lacking("architecture"), lacking("format_version"), lacking("class_labels"), lacking("input_mean"),
        lacking("input_std"), lacking("temperature"), lacking("reject_threshold"), lacking("reject_scale"),
        lacking("golden_logits"),
        BrokenCheckpoint("no metadata", .missingMetadata(key: "architecture")) { $0.metadata = [:] },
        BrokenCheckpoint("another version", .unknownFormat(version: "2")) {
            $0.metadata["format_version"] = "2"
        },
        BrokenCheckpoint("another network", .unknownArchitecture("resnet50")) {
            $0.metadata["architecture"] = "resnet50"
        },
        saying("class_labels", "0,1,2,3,4,5,6,7,9,8"), saying("input_mean", "nan"),
        saying("input_mean", "inf"),
        saying("input_mean", ""), saying("input_mean", "0.1x"), saying("input_std", "0"),
        saying("input_std", "-1"), saying("temperature", "0"), saying("temperature", "1e99"),
        saying("reject_threshold", "-inf"), saying("reject_scale", "0"), saying("golden_logits", ""),
        saying("golden_logits", "1,2,3"), saying("golden_logits", "0,1,2,3,4,5,6,7,8,9,10"),
        saying("golden_logits", "0,1,2,3,4,5,6,7,8,nan"), saying("golden_logits", "0,1,2,junk,3,4,5,6,7,8,9"),
        saying("golden_logits", "0,1,2,3,4,inf,5,6,7,8,9"), saying("golden_logits", "0,,1,2,3,4,5,6,7,8,9"),
    ]
}
