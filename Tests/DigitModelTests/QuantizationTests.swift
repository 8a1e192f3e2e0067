import Foundation
import Neural
import Testing

@testable import DigitModel

struct QuantizationTests {
    @Test(arguments: [Architecture.inklingTiny, .cnnSmall, .cnnAdaptive], [WeightFormat.int8, .float16])
    func `a quantised checkpoint is read as it was written, and can be written again`(
        _ architecture: Architecture, _ format: WeightFormat
    ) throws {
        let checkpoint = Checkpoint.random(seed: 2, architecture).quantized(format)
        let bytes = [UInt8](try checkpoint.file.encoded())
        let read = try Checkpoint(decoding: bytes)
        let isSame = read.parameters.elementsEqual(checkpoint.parameters) { $0.bitPattern == $1.bitPattern }
        #expect(isSame)
        #expect(read.quantization == checkpoint.quantization && read.metadata == checkpoint.metadata)
        #expect(read.fingerprint == checkpoint.fingerprint)
        let again = [UInt8](try read.file.encoded())
        #expect(again == bytes)
        #expect(try read.byteCount == bytes.count)
    }

    @Test(arguments: [(WeightFormat.int8, 4.0), (.float16, 2.0)])
    func `the file is smaller by what a number takes`(_ format: WeightFormat, _ ratio: Double) throws {
        let checkpoint = Checkpoint.random(seed: 1, .mlpBase)
        let quantized = checkpoint.quantized(format)
        let gained = Double(try checkpoint.byteCount) / Double(try quantized.byteCount)
        #expect(gained > 0.98 * ratio && gained <= ratio)
        #expect(quantized.fingerprint != checkpoint.fingerprint)
    }

    @Test func `int8 weights are whole numbers times their output's scale, as near as can be`() throws {
        let exact = Checkpoint.random(seed: 3)
        let quantized = exact.quantized(.int8)
        let (layout, file) = (exact.architecture.layout, quantized.file)
        for entry in layout.entries {
            let tensor = try #require(file[entry.name])
            let before = layout.fileValues(of: entry, in: exact.parameters)
            let after = layout.fileValues(of: entry, in: quantized.parameters)
            guard entry.kind.isDecayed else {
                #expect(tensor.format == .float32 && tensor.values == before, "\(entry.name)")
                continue
            }
            let scales = try #require(file[entry.name + ".scale"]).values
            #expect(tensor.format == .int8 && scales.count == entry.shape[0])
            let fanIn = before.count / scales.count
            for i in before.indices {
                let (number, scale) = (tensor.values[i], scales[i / fanIn])
                #expect(after[i] == number * scale)
                #expect(abs(before[i] - after[i]) <= scale * 0.500_01)
            }
            for output in scales.indices {
                let row = tensor.values[output * fanIn..<(output + 1) * fanIn]
                #expect(row.map(abs).max() == 127, "the largest weight of an output is 127")
            }
        }
    }

    @Test func `float16 weights are the nearest there are`() throws {
        let exact = Checkpoint.random(seed: 4)
        let quantized = exact.quantized(.float16)
        for entry in exact.architecture.layout.entries {
            for i in entry.range {
                let expected =
                    entry.kind.isDecayed ? Float(Float16(exact.parameters[i])) : exact.parameters[i]
                #expect(quantized.parameters[i] == expected)
            }
        }
    }

    @Test func `an output without weights, and one of the smallest numbers, have a scale`() throws {
        let layout = Architecture.inklingTiny.layout
        var parameters = Checkpoint.random(seed: 5).parameters
        let entry = try #require(layout.entry("fc.weight"))
        for i in entry.range.prefix(48) { parameters[i] = 0 }
        for i in entry.range.dropFirst(48).prefix(48) { parameters[i] = .leastNonzeroMagnitude }
        let checkpoint = Checkpoint(
            architecture: .inklingTiny, parameters: parameters, metadata: Checkpoint.random(seed: 5).metadata
        ).quantized(.int8)
        let read = try Checkpoint(decoding: [UInt8](try checkpoint.file.encoded()))
        #expect(read.parameters[entry.range].prefix(96).allSatisfy { $0 == 0 })
    }

    @Test(arguments: ["quantization", "conv1.weight.scale"])
    func `what belongs to the quantisation is not kept as a note`(_ name: String) throws {
        let checkpoint = Checkpoint.random(seed: 6).quantized(.int8)
        let read = try Checkpoint(decoding: [UInt8](try checkpoint.file.encoded()))
        #expect(read.metadata.notes[name] == nil)
        #expect(read.metadata.notes["name"] == "random")
    }
}
