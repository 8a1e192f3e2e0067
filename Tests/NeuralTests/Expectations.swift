import DigitModel
import Foundation
import Neural
import Testing

/// What PyTorch computed for one training step of a network that the file itself declares
/// (`Tests/Oracles/make_expectations.py` makes it). INKLING_EXPECTATIONS in the environment names another file.
struct Expectations {
    let layers: [LayerDescription]
    let input: Shape
    private let file: SafeTensors

    init() throws {
        let path =
            ProcessInfo.processInfo.environment["INKLING_EXPECTATIONS"]
            ?? URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Oracles/expectations.safetensors").path
        file = try SafeTensors(decoding: [UInt8](try Data(contentsOf: URL(filePath: path))))
        let sizes = try #require(file.metadata["input"]).split(separator: ",").compactMap { Int($0) }
        try #require(sizes.count == 3)
        input = Shape(height: sizes[0], width: sizes[1], channels: sizes[2])
        layers = try #require(file.metadata["layers"]).split(separator: "\n").map(Self.layer)
    }

    /// The number of that name.
    func number(_ key: String) throws -> Float {
        let text = try #require(file.metadata[key])
        return try #require(Float(text))
    }

    /// The tensor of that name, as it stands in the file.
    func values(_ name: String) throws -> [Float] {
        try #require(file[name], "\(name)").values
    }

    func doubles(_ name: String) throws -> [Double] {
        try values(name).map(Double.init)
    }

    /// The images, from PyTorch's (B, C, H, W) to (B, H, W, C).
    func images() throws -> [Float] {
        let values = try values("images")
        return values.indices.map { place in
            let (pixel, c) = (place / input.channels, place % input.channels)
            let (sample, offset) = (pixel / input.area, pixel % input.area)
            return values[(sample * input.channels + c) * input.area + offset]
        }
    }

    func labels() throws -> [Int] {
        try values("labels").map { Int($0) }
    }

    /// The parameter block before the step.
    func parameters() throws -> [Float] {
        let layout = layers.layout(input: input)
        var block = [Float](repeating: .nan, count: layout.totalCount)
        for entry in layout.entries {
            layout.setFileValues(try values("before.\(entry.name)"), of: entry, in: &block)
        }
        return block
    }

    /// One line of the declaration: `convolution conv1 outputs=5 kernel=3 padding=1 bias=0`.
    private static func layer(_ line: Substring) throws -> LayerDescription {
        let words = line.split(separator: " ").map(String.init)
        func option(_ key: String) throws -> Int {
            let word = try #require(words.first { $0.hasPrefix(key + "=") }, "\(line)")
            return try #require(Int(word.dropFirst(key.count + 1)))
        }
        switch words[0] {
        case "convolution":
            return .convolution(
                words[1], outputs: try option("outputs"), kernel: try option("kernel"),
                padding: try option("padding"), bias: try option("bias") == 1)
        case "batchNorm": return .batchNorm(words[1])
        case "relu": return .relu
        case "maxPool": return .maxPool(size: try option("size"))
        case "globalAveragePool": return .globalAveragePool
        default:
            try #require(words[0] == "dense", "\(line)")
            return .dense(words[1], outputs: try option("outputs"))
        }
    }
}
