import Compression

/// Makes a zip archive of stored entries whose contents start at multiples of 64 bytes, as PyTorch's do, so that
/// whoever maps the file into memory finds tensors aligned.
///
/// The same contents give the same bytes: entries bear no time.
struct ZipWriter {
    static let alignment = 64
    /// 1 January 1980, the first day that the format knows.
    private static let date: UInt16 = 0x0021
    private static let version: UInt16 = 20
    /// Names are UTF-8 (APPNOTE 4.4.4, bit 11).
    private static let flags: UInt16 = 1 << 11

    private var file: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// Adds an entry. The whole stays below 4 GiB and 65,536 entries: networks here have some megabytes.
    mutating func append(_ name: String, _ content: [UInt8]) {
        let offset = UInt32(file.count)
        let crc = Zlib.crc32(content[...])
        func fields(into bytes: inout [UInt8]) {
            for field in [Self.version, Self.flags, 0, 0, Self.date] { bytes.append(littleEndian: field) }
            for field in [crc, UInt32(content.count), UInt32(content.count)] {
                bytes.append(littleEndian: field)
            }
            bytes.append(littleEndian: UInt16(name.utf8.count))
        }
        file.append(littleEndian: UInt32(0x0403_4B50))
        fields(into: &file)
        // The content is shifted by an extra field of zeros, which has a head of four bytes itself.
        let unpadded = file.count + 2 + name.utf8.count + 4
        let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
        file.append(littleEndian: UInt16(4 + padding))
        file += name.utf8
        file += Array("FB".utf8)
        file.append(littleEndian: UInt16(padding))
        file += [UInt8](repeating: 0, count: padding)
        file += content

        directory.append(littleEndian: UInt32(0x0201_4B50))
        directory.append(littleEndian: Self.version)
        fields(into: &directory)
        directory += [UInt8](repeating: 0, count: 12)
        directory.append(littleEndian: offset)
        directory += name.utf8
        count += 1
    }

    /// The archive.
    func finished() -> [UInt8] {
        var end: [UInt8] = []
        end.append(littleEndian: UInt32(0x0605_4B50))
        for field in [0, 0, count, count] { end.append(littleEndian: field) }
        end.append(littleEndian: UInt32(directory.count))
        end.append(littleEndian: UInt32(file.count))
        end.append(littleEndian: UInt16(0))
        return file + directory + end
    }
}
