import Foundation
import Neural
import Testing

@testable import DigitModel

struct SafeTensorsTests {
    @Test(arguments: BrokenFile.all)
    func `a broken file is refused for what is wrong with it`(_ file: BrokenFile) {
        #expect(throws: file.error) { try SafeTensors(decoding: file.bytes) }
    }

    @Test(arguments: [
        "", "nonsense", "[]", "1", "{", "{\"a\":1}", "{\"a\":{}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0.5],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":\"1\",\"data_offsets\":[0,4]}}",
        "{\"__metadata__\":{\"a\":1}}", "{\"__metadata__\":[]}", "\u{FFFD}\0",
        String(repeating: "{\"a\":", count: 100_000),
    ])
    func `a header that is not safetensors' JSON is refused`(_ header: String) throws {
        let error = try #require(throws: SafeTensorsError.self) {
            try SafeTensors(decoding: safeTensors(header, content: []))
        }
        guard case .badHeader = error else {
            Issue.record("\(error)")
            return
        }
    }

    private static let sample = SafeTensors(
        tensors: [
            (
                "z",
                .init(
                    shape: [2, 3],
                    values: [0, -0.0, 1, -1.5, .greatestFiniteMagnitude, .leastNonzeroMagnitude])
            ),
            ("empty", .init(shape: [0, 4], values: [])),
            ("a", .init(shape: [], values: [7])),
            (
                "half",
                .init(
                    shape: [5], values: [0, -0.0, 1, -65504, Float(Float16.leastNonzeroMagnitude)],
                    format: .float16)
            ),
            ("byte", .init(shape: [3, 1], values: [-128, 0, 127], format: .int8)),
        ],
        metadata: ["key": "value", "ü/\"\n": "\u{1F58B}"])

    @Test func `what is written is read, bit for bit`() throws {
        let bytes = [UInt8](try Self.sample.encoded())
        let read = try SafeTensors(decoding: bytes)
        #expect(read == Self.sample)
        #expect(read["z"]?.values.map(\.bitPattern) == Self.sample["z"]?.values.map(\.bitPattern))
        #expect(read["half"]?.values.map(\.bitPattern) == Self.sample["half"]?.values.map(\.bitPattern))
        #expect(read["b"] == nil)
        #expect([UInt8](try read.encoded()) == bytes)
    }

    /// Tensors without values share their offsets with a neighbour, in whatever order a dictionary lists them.
    @Test func `tensors without values lie anywhere`() throws {
        let names = (0..<20).map { "tensor\($0)" }
        let file = SafeTensors(
            tensors: names.enumerated().map { index, name in
                (
                    name,
                    index % 2 == 0 ? .init(shape: [0], values: []) : .init(shape: [1], values: [Float(index)])
                )
            }, metadata: [:])
        let read = try SafeTensors(decoding: [UInt8](try file.encoded()))
        for (name, tensor) in file.tensors { #expect(read[name] == tensor) }
    }

    @Test func `the header ends where floats may lie, at a multiple of eight`() throws {
        for length in 0..<9 {
            let file = SafeTensors(
                tensors: [("a", .init(shape: [1], values: [1]))],
                metadata: ["k": String(repeating: "x", count: length)])
            let bytes = [UInt8](try file.encoded())
            #expect(bytes[0] % 8 == 0)
            #expect(Array(bytes.suffix(4)) == [0, 0, 0x80, 0x3F], "1.0, little-endian")
        }
    }

    @Test func `a file cut anywhere is refused`() throws {
        let bytes = [UInt8](try Self.sample.encoded())
        for count in bytes.indices {
            #expect(throws: SafeTensorsError.self, "\(count) bytes") {
                try SafeTensors(decoding: Array(bytes[..<count]))
            }
        }
    }
}
