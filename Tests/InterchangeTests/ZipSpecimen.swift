import TestSupport

@testable import Interchange

/// A zip archive of one entry, every field of which can be wrong.
struct ZipSpecimen {
    var name = Array("entry".utf8)
    var flags: UInt16 = 0
    var method: UInt16 = 0
    var crc: UInt32
    var packed: [UInt8]
    var packedSize: UInt32
    var size: UInt32
    var offset: UInt32 = 0
    var localSignature: UInt32 = 0x0403_4B50
    var localName: [UInt8]?

    /// Stores the content, or deflates it at a level of 0...9.
    init(content: [UInt8], level: Int32? = nil) {
        crc = Checksums.crc32(content)
        // A zlib stream is a raw one with two bytes before and four behind it.
        packed = level.map { Array(Deflate.zlib(content, level: $0).dropFirst(2).dropLast(4)) } ?? content
        method = level == nil ? 0 : 8
        packedSize = UInt32(packed.count)
        size = UInt32(content.count)
    }

    /// The entry's header and content.
    var local: [UInt8] {
        var bytes: [UInt8] = []
        let name = localName ?? name
        bytes.append(littleEndian: localSignature)
        for field in [20, flags, method, 0, 0] { bytes.append(littleEndian: field) }
        for field in [crc, packedSize, size] { bytes.append(littleEndian: field) }
        for field in [UInt16(name.count), 0] { bytes.append(littleEndian: field) }
        return bytes + name + packed
    }

    /// The entry's place in the directory.
    var directory: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: UInt32(0x0201_4B50))
        for field in [20, 20, flags, method, 0, 0] { bytes.append(littleEndian: field) }
        for field in [crc, packedSize, size] { bytes.append(littleEndian: field) }
        for field in [UInt16(name.count), 0, 0, 0, 0, 0, 0] { bytes.append(littleEndian: field) }
        bytes.append(littleEndian: offset)
        return bytes + name
    }

    /// The record at the end of the file.
    func end(
        directoryOffset: Int, size: Int? = nil, count: UInt16 = 1, comment: [UInt8] = []
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: UInt32(0x0605_4B50))
        for field in [0, 0, count, count] { bytes.append(littleEndian: field) }
        bytes.append(littleEndian: UInt32(size ?? directory.count * Int(count)))
        bytes.append(littleEndian: UInt32(directoryOffset))
        bytes.append(littleEndian: UInt16(comment.count))
        return bytes + comment
    }

    var bytes: [UInt8] { local + directory + end(directoryOffset: local.count) }
}
