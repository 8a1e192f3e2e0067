import DigitModel
import Testing

@testable import Interchange

struct ONNXGraphTests {
    @Test(arguments: Architecture.all.map(\.name))
    func `every value is made once, before it is used, and every constant is used once`(_ name: String) throws
    {
        let checkpoint = Checkpoint.random(try #require(Architecture.named(name)))
        let graph = ONNXGraph(checkpoint)
        var known = Set(graph.inputs.map(\.name))
        for constant in graph.initializers {
            #expect(known.insert(constant.name).inserted)
            #expect(constant.shape.reduce(1, *) == constant.values.count)
        }
        for node in graph.nodes {
            #expect(node.inputs.allSatisfy(known.contains), "\(node.name) takes what is not there yet")
            for output in node.outputs { #expect(known.insert(output).inserted) }
        }
        #expect(graph.outputs.allSatisfy { known.contains($0.name) })
        let used = graph.nodes.flatMap(\.inputs)
        #expect(graph.initializers.allSatisfy { constant in used.count { $0 == constant.name } == 1 })
        #expect(Set(graph.nodes.map(\.name)).count == graph.nodes.count)
    }

    @Test func `a network's layers become operators, dropout none`() {
        let graph = ONNXGraph(Checkpoint.random(.cnnSmall))
        #expect(
            graph.nodes.map(\.operation) == [
                "Sub", "Div", "Conv", "MaxPool", "Relu", "Conv", "MaxPool", "Relu", "Flatten", "Gemm", "Relu",
                "Gemm", "Div", "Softmax",
            ])
        #expect(graph.nodes[2].inputs == ["scaled", "conv1.weight", "conv1.bias"])
        #expect(graph.nodes[11].outputs == ["logits"] && graph.nodes[13].outputs == ["probabilities"])
    }

    @Test func `constants are the checkpoint's tensors, by name, shape and bits`() {
        let checkpoint = Checkpoint.random(.inklingTiny)
        let graph = ONNXGraph(checkpoint)
        let scalars = ["input_mean": checkpoint.metadata.inputMean, "input_std": 0.5, "temperature": 1.25]
        for constant in graph.initializers {
            if let scalar = scalars[constant.name] {
                #expect(constant.shape == [] && constant.values == [scalar])
            } else {
                let tensor = checkpoint.tensors[constant.name]
                let isSame = tensor?.shape == constant.shape && tensor?.values == constant.values
                #expect(isSame, "\(constant.name)")
            }
        }
        #expect(graph.initializers.count == checkpoint.tensors.count + scalars.count)
    }

    @Test func `a name, a version and what the checkpoint says of itself are in the file`() {
        let checkpoint = Checkpoint.random(.cnnSmall)
        let bytes = ONNXModel(checkpoint: checkpoint).encoded()
        func property(_ key: String, _ value: String) -> [UInt8] {
            var pair = ProtobufMessage()
            pair.append(1, text: key)
            pair.append(2, text: value)
            var message = ProtobufMessage()
            message.append(14, message: pair)
            return message.bytes
        }
        let properties = [
            ("name", "random"), ("note", "ü"), ("architecture", "cnn-small"), ("input_mean", "0.25"),
            ("version", String(checkpoint.fingerprint.prefix(8))),
        ]
        let end = String(decoding: bytes.suffix(2000), as: UTF8.self)
        for (key, value) in properties {
            #expect(end.contains(String(decoding: property(key, value), as: UTF8.self)), "\(key)")
        }
    }
}
