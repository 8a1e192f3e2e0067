import Compression

/// A zip archive in memory (PKWARE's APPNOTE 6.3): stored and deflated entries, read by the directory at its end.
///
/// Nothing is unpacked before it is asked for. Entries may not overlap, and all of them together may not unpack to
/// more than a limit, so that a small file cannot become a large one.
struct ZipArchive {
    private struct Entry {
        let name: String
        let method: Int
        let isEncrypted: Bool
        let crc: UInt32
        let packedSize: Int
        let size: Int
        let headerOffset: Int
    }

    private static let endSize = 22
    private static let largestComment = 0xFFFF
    /// Deflate's best: 258 bytes in two bits, and what the blocks themselves take.
    private static let bestRatio = 1032

    private let bytes: [UInt8]
    private let entries: [String: Entry]

    /// The names of the entries, in the order of the directory.
    let names: [String]

    /// Reads the directory.
    init(_ bytes: [UInt8], limit: Int) throws(ZipError) {
        let directory = try Self.directory(of: bytes)
        var cursor = ByteCursor(bytes[directory.range])
        var entries: [String: Entry] = [:]
        var names: [String] = []
        var total = 0
        for _ in 0..<directory.count {
            guard let entry = Self.entry(&cursor) else { throw .badDirectory }
            guard entries.updateValue(entry, forKey: entry.name) == nil else {
                throw .duplicate(entry: entry.name)
            }
            names.append(entry.name)
            total += entry.size
        }
        guard cursor.rest.isEmpty else { throw .badDirectory }
        guard total <= limit else { throw .tooLarge(bytes: total, limit: limit) }
        self.bytes = bytes
        self.entries = entries
        self.names = names
        try checkPlaces(end: directory.range.lowerBound)
    }

    /// The end-of-directory record is the last thing in the file but for a comment: where the directory is, and how
    /// many entries it has.
    private static func directory(of bytes: [UInt8]) throws(ZipError) -> (range: Range<Int>, count: Int) {
        let earliest = max(0, bytes.count - endSize - largestComment)
        var start = bytes.count - endSize
        while start >= earliest {
            var cursor = ByteCursor(bytes[start...])
            if cursor.integer(UInt32.self) == 0x0605_4B50, cursor.bytes(6) != nil,
                let count = cursor.integer(UInt16.self), let size = cursor.integer(UInt32.self),
                let offset = cursor.integer(UInt32.self), let comment = cursor.integer(UInt16.self),
                Int(comment) == cursor.rest.count
            {
                let range = Int(offset)..<Int(offset) + Int(size)
                guard range.upperBound <= start else { throw .badDirectory }
                return (range, Int(count))
            }
            start -= 1
        }
        throw .noDirectory
    }

    /// The next entry of the directory (APPNOTE 4.3.12).
    private static func entry(_ cursor: inout ByteCursor) -> Entry? {
        guard cursor.integer(UInt32.self) == 0x0201_4B50, cursor.bytes(4) != nil,
            let flags = cursor.integer(UInt16.self), let method = cursor.integer(UInt16.self),
            cursor.bytes(4) != nil, let crc = cursor.integer(UInt32.self),
            let packedSize = cursor.integer(UInt32.self), let size = cursor.integer(UInt32.self),
            let nameLength = cursor.integer(UInt16.self), let extraLength = cursor.integer(UInt16.self),
            let commentLength = cursor.integer(UInt16.self), cursor.bytes(8) != nil,
            let offset = cursor.integer(UInt32.self),
            let name = cursor.bytes(Int(nameLength)).flatMap({ String(validating: $0, as: UTF8.self) }),
            cursor.bytes(Int(extraLength) + Int(commentLength)) != nil
        else { return nil }
        return Entry(
            name: name, method: Int(method), isEncrypted: flags & 1 == 1, crc: crc,
            packedSize: Int(packedSize), size: Int(size), headerOffset: Int(offset))
    }

    /// No two entries may share bytes, the trick by which a small archive holds a large one many times over.
    private func checkPlaces(end: Int) throws(ZipError) {
        let inOrder = entries.values.sorted { ($0.headerOffset, $0.name) < ($1.headerOffset, $1.name) }
        for (index, entry) in inOrder.enumerated() {
            let next = index + 1 < inOrder.count ? inOrder[index + 1].headerOffset : end
            let range = try place(of: entry)
            guard range.upperBound <= end else { throw .outOfRange(entry: entry.name) }
            guard range.upperBound <= next else { throw .overlapping(entry: entry.name) }
        }
    }

    /// Where an entry's packed bytes are: behind its own header (APPNOTE 4.3.7), whose name is the directory's.
    private func place(of entry: Entry) throws(ZipError) -> Range<Int> {
        guard entry.headerOffset <= bytes.count else { throw .outOfRange(entry: entry.name) }
        var cursor = ByteCursor(bytes[entry.headerOffset...])
        guard cursor.integer(UInt32.self) == 0x0403_4B50, cursor.bytes(22) != nil,
            let nameLength = cursor.integer(UInt16.self), let extraLength = cursor.integer(UInt16.self),
            let name = cursor.bytes(Int(nameLength)), cursor.bytes(Int(extraLength)) != nil,
            name.elementsEqual(entry.name.utf8)
        else { throw .outOfRange(entry: entry.name) }
        let start = entry.headerOffset + cursor.position
        guard entry.packedSize <= bytes.count - start else { throw .outOfRange(entry: entry.name) }
        return start..<start + entry.packedSize
    }

    /// The unpacked content of an entry, its checksum checked.
    func content(of name: String) throws(ZipError) -> ArraySlice<UInt8> {
        guard let entry = entries[name] else { throw .missing(entry: name) }
        guard !entry.isEncrypted else { throw .encrypted(entry: name) }
        let packed = bytes[try place(of: entry)]
        let content: ArraySlice<UInt8>
        switch entry.method {
        case 0: content = packed
        case 8:
            guard entry.size / Self.bestRatio <= packed.count,
                let unpacked = Zlib.inflateRaw(packed, count: entry.size)
            else { throw .damaged(entry: name) }
            content = unpacked[...]
        default: throw .unknownMethod(entry: name, method: entry.method)
        }
        guard content.count == entry.size, Zlib.crc32(content) == entry.crc else {
            throw .damaged(entry: name)
        }
        return content
    }
}
