import Testing

@testable import Interchange

struct NumPyArrayTests {
    /// `numpy.lib.format.write_array` of numpy.ones((2, 3), "<f4"), but for the elements.
    private static let header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + String(repeating: " ", count: 58)
        + "\n"

    /// A file of that version and header with that many bytes of elements.
    private static func file(_ header: String, version: UInt8 = 1, count: Int = 24) -> [UInt8] {
        var file = [0x93] + Array("NUMPY".utf8) + [version, 0]
        if version == 1 {
            file.append(littleEndian: UInt16(header.utf8.count))
        } else {
            file.append(littleEndian: UInt32(header.utf8.count))
        }
        return file + Array(header.utf8) + [UInt8](repeating: 0, count: count)
    }

    @Test func `the file is NumPy's, byte for byte`() {
        let ours = NumPyArray.encoded(shape: [2, 3], values: [Float](repeating: 0, count: 6))
        #expect(ours == Self.file(Self.header))
    }

    @Test(arguments: [[], [3], [2, 3], [2, 1, 2, 3]])
    func `what is written is read`(_ shape: [Int]) throws {
        let values = (0..<shape.reduce(1, *)).map { Float($0) / 3 }
        let file = NumPyArray.encoded(shape: shape, values: values)
        let view = try NumPyArray.view(of: file[...])
        #expect(view.shape == shape && view.floats() == values)
        #expect((file.count - 4 * values.count).isMultiple(of: 64))
    }

    @Test(arguments: [1, 2, 3] as [UInt8])
    func `other versions, orders and spellings are read`(_ version: UInt8) throws {
        let header = "{\"shape\":(2,3,),\"fortran_order\":True,\"descr\":\"<f8\"}"
        let view = try NumPyArray.view(of: Self.file(header, version: version, count: 48)[...])
        #expect(view == TensorView(.float64, shape: [2, 3], strides: [1, 2], bytes: view.bytes))
    }

    @Test(arguments: [
        ("{}", NumPyError.badHeader), ("", .badHeader), ("{", .badHeader), ("{'descr': '<f4'", .badHeader),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)} 1", .badHeader),
        ("{'descr': '<f4', 'fortran_order': False}", .badHeader),
        ("{'descr': '<f4', 'fortran_order': None, 'shape': (2, 3)}", .badHeader),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3)}", .badHeader),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (2 3)}", .badHeader),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': [2, 3]}", .badHeader),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", .badHeader),
        ("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,)}", .badHeader),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'x': 1}", .badHeader),
        ("{'descr': __import__('os'), 'fortran_order': False, 'shape': (6,)}", .badHeader),
        ("{'descr': '|O', 'fortran_order': False, 'shape': (3,)}", .unknownElementType("|O")),
        ("{'descr': '>f4', 'fortran_order': False, 'shape': (6,)}", .unknownElementType(">f4")),
        ("{'descr': '<c8', 'fortran_order': False, 'shape': (3,)}", .unknownElementType("<c8")),
        (
            "{'descr': '<f4', 'fortran_order': False, 'shape': (7,)}",
            .sizeMismatch(shape: [7], bytes: 24)
        ),
        (
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
            .sizeMismatch(shape: [1 << 32, 1 << 32], bytes: 24)
        ),
    ])
    func `a hostile header is refused`(_ header: String, _ error: NumPyError) {
        #expect(throws: error) { try NumPyArray.view(of: Self.file(header)[...]) }
    }

    @Test func `a file of another kind or version, or cut short, is refused`() {
        #expect(throws: NumPyError.notAnArray) { try NumPyArray.view(of: []) }
        #expect(throws: NumPyError.notAnArray) { try NumPyArray.view(of: Array("GIF89a..".utf8)[...]) }
        #expect(throws: NumPyError.unknownVersion(4)) {
            try NumPyArray.view(of: Self.file(Self.header, version: 4)[...])
        }
        let file = Self.file(Self.header)
        for count in 0..<file.count {
            #expect(throws: NumPyError.self) { try NumPyArray.view(of: file[..<count]) }
        }
    }
}
