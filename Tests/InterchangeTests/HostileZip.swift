import TestSupport
import Testing

@testable import Interchange

/// An archive that must not be read, and why.
struct HostileZip: CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let error: ZipError

    private init(_ description: String, _ bytes: [UInt8], _ error: ZipError) {
        testDescription = description
        self.bytes = bytes
        self.error = error
    }

    private init(
        _ description: String, _ error: ZipError, level: Int32? = nil, _ spoil: (inout ZipSpecimen) -> Void
    ) {
        var specimen = ZipSpecimen(content: [UInt8](repeating: 7, count: 1000), level: level)
        spoil(&specimen)
        self.init(description, specimen.bytes, error)
    }

    static let all: [HostileZip] = [
        HostileZip("nothing", [], .noDirectory),
        HostileZip("a beginning alone", Array("PK\u{3}\u{4}".utf8), .noDirectory),
        HostileZip("a byte behind the end", ZipSpecimen(content: [1]).bytes + [0], .noDirectory),
        HostileZip("an encrypted entry", .encrypted(entry: "entry")) { $0.flags = 1 },
        HostileZip("a method of 12", .unknownMethod(entry: "entry", method: 12)) { $0.method = 12 },
        HostileZip("a wrong checksum", .damaged(entry: "entry")) { $0.crc ^= 1 },
        HostileZip("a wrong checksum, deflated", .damaged(entry: "entry"), level: 6) { $0.crc ^= 1 },
        HostileZip("a size too small", .damaged(entry: "entry"), level: 6) { $0.size = 999 },
        HostileZip("a size too large", .damaged(entry: "entry"), level: 6) { $0.size = 1001 },
        HostileZip("a size of 0", .damaged(entry: "entry"), level: 6) { $0.size = 0 },
        HostileZip("a stored size that differs", .damaged(entry: "entry")) { $0.size = 999 },
        HostileZip("a size that deflate cannot reach", .damaged(entry: "entry"), level: 9) {
            $0.size = 1 << 20
        },
        HostileZip("a deflate stream cut short", .damaged(entry: "entry"), level: 6) {
            $0.packed.removeLast(3)
            $0.packedSize -= 3
        },
        HostileZip("a byte behind the deflate stream", .damaged(entry: "entry"), level: 6) {
            $0.packed.append(0)
            $0.packedSize += 1
        },
        HostileZip("no deflate stream", .damaged(entry: "entry")) { $0.method = 8 },
        HostileZip("more than the limit", .tooLarge(bytes: (1 << 20) + 1, limit: 1 << 20)) {
            $0.size = (1 << 20) + 1
        },
        HostileZip("more bytes than the file", .outOfRange(entry: "entry")) { $0.packedSize = 1 << 20 },
        HostileZip("bytes of the directory", .outOfRange(entry: "entry")) { $0.packedSize += 10 },
        HostileZip("a place behind the file", .outOfRange(entry: "entry")) { $0.offset = 1 << 30 },
        HostileZip("a place that is no header", .outOfRange(entry: "entry")) { $0.offset = 1 },
        HostileZip("another signature", .outOfRange(entry: "entry")) { $0.localSignature += 1 },
        HostileZip("another name in the header", .outOfRange(entry: "entry")) {
            $0.localName = Array("other".utf8)
        },
        HostileZip("a name that is no UTF-8", .badDirectory) { $0.name = [0xC3] },
        twice, overlapping, directory("a directory of two, one there", count: 2),
        directory("a directory of none, one there", count: 0),
        directory("a directory too long", size: 47 + 5),
        directory("a directory too short", size: 20),
        directory("a directory behind the end", offset: 1 << 30),
        directory("a large archive's marks", offset: Int(UInt32.max), size: Int(UInt32.max), count: .max),
    ]

    private static let twice = {
        let specimen = ZipSpecimen(content: [1])
        let end = specimen.end(directoryOffset: specimen.local.count, count: 2)
        return HostileZip(
            "one name twice", specimen.local + specimen.directory + specimen.directory + end,
            .duplicate(entry: "entry"))
    }()

    /// The outer entry's content is the inner one, whole: the trick of a bomb that needs no nesting.
    private static let overlapping = {
        let inner = ZipSpecimen(content: [1, 2, 3])
        var outer = ZipSpecimen(content: inner.local)
        outer.name = Array("outer".utf8)
        var place = inner
        place.offset = UInt32(outer.local.count - inner.local.count)
        let directory = outer.directory + place.directory
        let end = outer.end(directoryOffset: outer.local.count, size: directory.count, count: 2)
        return HostileZip("one entry in another", outer.local + directory + end, .overlapping(entry: "outer"))
    }()

    private static func directory(
        _ description: String, offset: Int? = nil, size: Int? = nil, count: UInt16 = 1
    ) -> HostileZip {
        let specimen = ZipSpecimen(content: [1])
        let end = specimen.end(
            directoryOffset: offset ?? specimen.local.count, size: size ?? specimen.directory.count,
            count: count)
        return HostileZip(description, specimen.local + specimen.directory + end, .badDirectory)
    }
}
