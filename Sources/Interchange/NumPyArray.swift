/// One array in NumPy's format (numpy.lib.format): a magic word, the length of a header, the header as a Python
/// dictionary, the elements.
enum NumPyArray {
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    /// Elements start at a multiple of this, so that a file can be mapped into memory.
    private static let alignment = 64

    /// Reads an array.
    static func view(of bytes: ArraySlice<UInt8>) throws(NumPyError) -> TensorView {
        var cursor = ByteCursor(bytes)
        guard cursor.bytes(magic.count)?.elementsEqual(magic) == true, let version = cursor.byte(),
            cursor.byte() != nil
        else { throw .notAnArray }
        let length: Int?
        switch version {
        case 1: length = cursor.integer(UInt16.self).map(Int.init)
        case 2, 3: length = cursor.integer(UInt32.self).map(Int.init)
        default: throw .unknownVersion(Int(version))
        }
        guard let length, let text = cursor.bytes(length), let header = NumPyHeader(text) else {
            throw .badHeader
        }
        guard let type = ElementType(numPy: header.description) else {
            throw .unknownElementType(header.description)
        }
        guard
            let view = TensorView(
                contiguous: type, shape: header.shape, isFortran: header.isFortran, bytes: cursor.rest)
        else { throw .sizeMismatch(shape: header.shape, bytes: cursor.rest.count) }
        return view
    }

    /// The file of a float32 array, version 1.0.
    static func encoded(shape: [Int], values: [Float]) -> [UInt8] {
        // A tuple of one has a comma, as in Python.
        let dimensions = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(dimensions)), }"
        let unpadded = magic.count + 4 + header.utf8.count + 1
        let padding = (alignment - unpadded % alignment) % alignment
        var file = magic + [1, 0]
        file.append(littleEndian: UInt16(header.utf8.count + padding + 1))
        file += Array(header.utf8) + [UInt8](repeating: 0x20, count: padding) + [0x0A]
        return file + [UInt8](littleEndian: values)
    }
}
