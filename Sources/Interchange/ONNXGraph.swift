/// The parts of an ONNX graph (onnx.proto) that a digit network is made of.
struct ONNXGraph {
    enum Attribute {
        case float(Float)
        case integer(Int)
        case integers([Int])
    }

    struct Node {
        let operation: String
        let name: String
        let inputs: [String]
        let outputs: [String]
        let attributes: [(name: String, value: Attribute)]
    }

    /// A constant float32 tensor, row-major.
    struct Initializer {
        let name: String
        let shape: [Int]
        let values: [Float]
    }

    enum Dimension {
        case fixed(Int)
        case symbolic(String)
    }

    /// A float32 input or output of the whole.
    struct Port {
        let name: String
        let documentation: String
        let shape: [Dimension]
    }

    let name: String
    var nodes: [Node] = []
    var initializers: [Initializer] = []
    var inputs: [Port] = []
    var outputs: [Port] = []
}

extension ONNXGraph {
    /// TensorProto.DataType.FLOAT.
    private static let float = 1

    /// GraphProto.
    var message: ProtobufMessage {
        var message = ProtobufMessage()
        for node in nodes { message.append(1, message: node.message) }
        message.append(2, text: name)
        for initializer in initializers { message.append(5, message: initializer.message) }
        for input in inputs { message.append(11, message: input.message) }
        for output in outputs { message.append(12, message: output.message) }
        return message
    }
}

extension ONNXGraph.Node {
    /// NodeProto.
    fileprivate var message: ProtobufMessage {
        var message = ProtobufMessage()
        for input in inputs { message.append(1, text: input) }
        for output in outputs { message.append(2, text: output) }
        message.append(3, text: name)
        message.append(4, text: operation)
        for (name, value) in attributes { message.append(5, message: value.message(name: name)) }
        return message
    }
}

extension ONNXGraph.Attribute {
    /// AttributeProto, with its type in field 20.
    fileprivate func message(name: String) -> ProtobufMessage {
        var message = ProtobufMessage()
        message.append(1, text: name)
        switch self {
        case .float(let value):
            message.append(2, float: value)
            message.append(20, integer: 1)
        case .integer(let value):
            message.append(3, integer: value)
            message.append(20, integer: 2)
        case .integers(let values):
            for value in values { message.append(8, integer: value) }
            message.append(20, integer: 7)
        }
        return message
    }
}

extension ONNXGraph.Initializer {
    /// TensorProto, its values as raw bytes.
    fileprivate var message: ProtobufMessage {
        var message = ProtobufMessage()
        for dimension in shape { message.append(1, integer: dimension) }
        message.append(2, integer: ONNXGraph.float)
        message.append(8, text: name)
        message.append(9, bytes: [UInt8](littleEndian: values))
        return message
    }
}

extension ONNXGraph.Port {
    /// ValueInfoProto of a TypeProto of a tensor type.
    fileprivate var message: ProtobufMessage {
        var dimensions = ProtobufMessage()
        for dimension in shape {
            var message = ProtobufMessage()
            switch dimension {
            case .fixed(let count): message.append(1, integer: count)
            case .symbolic(let name): message.append(2, text: name)
            }
            dimensions.append(1, message: message)
        }
        var tensor = ProtobufMessage()
        tensor.append(1, integer: ONNXGraph.float)
        tensor.append(2, message: dimensions)
        var type = ProtobufMessage()
        type.append(1, message: tensor)
        var message = ProtobufMessage()
        message.append(1, text: name)
        message.append(2, message: type)
        message.append(3, text: documentation)
        return message
    }
}
