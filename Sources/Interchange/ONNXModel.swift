import DigitModel
import Neural

/// An ONNX file (onnx.ai): a checkpoint's network as a graph, and what its metadata says.
struct ONNXModel {
    /// The operators' version: that of ONNX 1.12 (2022), known to ONNX Runtime since 1.12. Newer ones have nothing that
    /// these networks need.
    static let operatorSet = 17

    /// The file format's version, likewise that of ONNX 1.12.
    static let formatVersion = 8

    let checkpoint: Checkpoint

    /// What the server calls the version too: the first eight digits of the fingerprint.
    private var version: String { String(checkpoint.fingerprint.prefix(8)) }

    /// ModelProto.
    func encoded() -> [UInt8] {
        var operators = ProtobufMessage()
        operators.append(1, text: "")
        operators.append(2, integer: Self.operatorSet)
        let input = checkpoint.architecture.input
        var model = ProtobufMessage()
        model.append(1, integer: Self.formatVersion)
        model.append(2, text: "inkling-train")
        model.append(3, text: version)
        model.append(
            6,
            text:
                "Reads handwritten digits: image (N, 1, \(input.height), \(input.width)), pixels 0 to 1, light ink on dark, "
                + "to logits and probabilities (N, 10).")
        model.append(7, message: ONNXGraph(checkpoint).message)
        model.append(8, message: operators)
        var properties = checkpoint.metadata.encoded(architecture: checkpoint.architecture)
        properties["version"] = version
        for (key, value) in properties.sorted(by: { $0.key < $1.key }) {
            var property = ProtobufMessage()
            property.append(1, text: key)
            property.append(2, text: value)
            model.append(14, message: property)
        }
        return model.bytes
    }
}
