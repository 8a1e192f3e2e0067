import Testing

@testable import DigitModel

/// A header, the bytes behind it, and why they are refused.
struct BrokenFile: CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let error: SafeTensorsError

    init(_ description: String, _ header: String, content: Int, _ error: SafeTensorsError) {
        self.init(
            description, bytes: safeTensors(header, content: [UInt8](repeating: 0, count: content)), error)
    }

    init(_ description: String, bytes: [UInt8], _ error: SafeTensorsError) {
        testDescription = description
        self.bytes = bytes
        self.error = error
    }

    private static func tensor(_ shape: String, _ offsets: String, dtype: String = "F32") -> String {
        "{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
    }

    private static func one(_ shape: String, _ offsets: String, dtype: String = "F32") -> String {
        "{\"a\":\(tensor(shape, offsets, dtype: dtype))}"
    }

    private static func two(_ a: String, _ b: String) -> String {
        "{\"a\":\(tensor("[2]", a)),\"b\":\(tensor("[2]", b))}"
    }

    private static func bits(_ pattern: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: pattern >> (8 * UInt32($0))) }
    }

    static let all: [BrokenFile] = [
        BrokenFile("nothing", bytes: [], .truncated(expected: 8, actual: 0)),
        BrokenFile("seven bytes", bytes: [2, 0, 0, 0, 0, 0, 0], .truncated(expected: 8, actual: 7)),
        BrokenFile("no header", bytes: [2, 0, 0, 0, 0, 0, 0, 0], .truncated(expected: 10, actual: 8)),
        BrokenFile(
            "a header of 2⁶⁴ - 1 bytes", bytes: [UInt8](repeating: 255, count: 16), .headerTooLong(.max)),
        BrokenFile(
            "a header of 2⁶³ bytes", bytes: [0, 0, 0, 0, 0, 0, 0, 0x80], .headerTooLong(1 << 63)),
        BrokenFile(
            "a header one byte too long", bytes: [1, 0xE1, 0xF5, 5, 0, 0, 0, 0], .headerTooLong(100_000_001)),
        BrokenFile(
            "the longest header, not there", bytes: [0, 0xE1, 0xF5, 5, 0, 0, 0, 0],
            .truncated(expected: 100_000_008, actual: 8)),
        BrokenFile(
            "another type", one("[1]", "[0,2]", dtype: "BF16"), content: 2,
            .unknownType(tensor: "a", dtype: "BF16")),
        BrokenFile(
            "a type in small letters", one("[1]", "[0,2]", dtype: "f16"), content: 2,
            .unknownType(tensor: "a", dtype: "f16")),
        BrokenFile(
            "float16 in float32's bytes", one("[2]", "[0,8]", dtype: "F16"), content: 8,
            .sizeMismatch(tensor: "a", shape: [2], bytes: 8)),
        BrokenFile(
            "half a float16", one("[2]", "[0,3]", dtype: "F16"), content: 3,
            .sizeMismatch(tensor: "a", shape: [2], bytes: 3)),
        BrokenFile(
            "int8 in float16's bytes", one("[2]", "[0,4]", dtype: "I8"), content: 4,
            .sizeMismatch(tensor: "a", shape: [2], bytes: 4)),
        BrokenFile(
            "a shape of 2⁶³ float16 values", one("[2,4611686018427387904]", "[0,0]", dtype: "F16"),
            content: 0,
            .badShape(tensor: "a", shape: [2, 1 << 62])),
        BrokenFile(
            "a cut int8", one("[4]", "[0,4]", dtype: "I8"), content: 3, .truncated(expected: 4, actual: 3)),
        BrokenFile(
            "NaN in float16",
            bytes: safeTensors(one("[2]", "[0,4]", dtype: "F16"), content: [0, 0, 0, 0x7E]),
            .notFinite(tensor: "a", index: 1)),
        BrokenFile(
            "infinity in float16",
            bytes: safeTensors(one("[1]", "[0,2]", dtype: "F16"), content: [0, 0xFC]),
            .notFinite(tensor: "a", index: 0)),
        BrokenFile(
            "a negative dimension", one("[-1]", "[0,4]"), content: 4, .badShape(tensor: "a", shape: [-1])),
        BrokenFile(
            "two negative dimensions", one("[-1,-1]", "[0,4]"), content: 4,
            .badShape(tensor: "a", shape: [-1, -1])),
        BrokenFile(
            "a shape of 2⁶⁴ values", one("[4294967296,4294967296]", "[0,4]"), content: 4,
            .badShape(tensor: "a", shape: [1 << 32, 1 << 32])),
        BrokenFile(
            "a shape of 2⁶² values, which is 0 bytes modulo 2⁶⁴",
            one("[4611686018427387904]", "[0,0]"), content: 0,
            .sizeMismatch(tensor: "a", shape: [1 << 62], bytes: 0)),
        BrokenFile("no offsets", one("[1]", "[]"), content: 4, .badOffsets(tensor: "a", offsets: [])),
        BrokenFile(
            "three offsets", one("[1]", "[0,2,4]"), content: 4,
            .badOffsets(tensor: "a", offsets: [0, 2, 4])),
        BrokenFile(
            "offsets the wrong way", one("[1]", "[4,0]"), content: 4,
            .badOffsets(tensor: "a", offsets: [4, 0])),
        BrokenFile(
            "a negative offset", one("[2]", "[-4,4]"), content: 4,
            .badOffsets(tensor: "a", offsets: [-4, 4])),
        BrokenFile(
            "an end beyond the file", one("[2]", "[0,8]"), content: 4, .truncated(expected: 8, actual: 4)),
        BrokenFile(
            "an end beyond all files", one("[2]", "[0,9223372036854775807]"), content: 4,
            .truncated(expected: .max, actual: 4)),
        BrokenFile(
            "fewer bytes than the shape", one("[2]", "[0,4]"), content: 4,
            .sizeMismatch(tensor: "a", shape: [2], bytes: 4)),
        BrokenFile(
            "more bytes than the shape", one("[]", "[0,8]"), content: 8,
            .sizeMismatch(tensor: "a", shape: [], bytes: 8)),
        BrokenFile(
            "bytes no float has", one("[1]", "[0,3]"), content: 3,
            .sizeMismatch(tensor: "a", shape: [1], bytes: 3)),
        BrokenFile("overlapping tensors", two("[0,8]", "[4,12]"), content: 12, .overlapping(tensor: "b")),
        BrokenFile("one inside another", two("[4,12]", "[0,8]"), content: 12, .overlapping(tensor: "a")),
        BrokenFile("the same place twice", two("[0,8]", "[0,8]"), content: 8, .overlapping(tensor: "b")),
        BrokenFile("a gap", two("[0,8]", "[12,20]"), content: 20, .gap(before: "b")),
        BrokenFile("a gap at the front", one("[1]", "[4,8]"), content: 8, .gap(before: "a")),
        BrokenFile("a byte too many", one("[1]", "[0,4]"), content: 5, .trailingBytes(1)),
        BrokenFile("content without tensors", "{}", content: 3, .trailingBytes(3)),
        BrokenFile(
            "NaN", bytes: safeTensors(one("[2]", "[0,8]"), content: bits(0) + bits(0x7FC0_0000)),
            .notFinite(tensor: "a", index: 1)),
        BrokenFile(
            "infinity", bytes: safeTensors(one("[1]", "[0,4]"), content: bits(0x7F80_0000)),
            .notFinite(tensor: "a", index: 0)),
        BrokenFile(
            "minus infinity", bytes: safeTensors(one("[1]", "[0,4]"), content: bits(0xFF80_0000)),
            .notFinite(tensor: "a", index: 0)),
    ]
}
