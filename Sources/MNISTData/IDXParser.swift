/// IDX, the format of the MNIST files, as a state machine: pieces of content in, a checked value out.
///
/// Two zero bytes, a type code, the number of dimensions, each dimension as four bytes (most significant
/// first), then the elements, the last dimension changing fastest. Here the elements are unsigned bytes and
/// the first dimension counts items. Nothing is kept before the header has passed its checks, and never more
/// than it declares.
struct IDXParser {
    private let file: String
    private let itemRank: Int
    private let itemLimit: Int
    private var header: [UInt8] = []
    private var shape: [Int]?
    private var elements: [UInt8] = []
    private var hasher = SHA256Digest.Hasher()

    /// The longest side of an item that is read.
    static let sideLimit = 1024

    /// The most bytes that a file may have, whatever its items; five times the largest there is, EMNIST's.
    static let byteLimit = 1 << 30

    /// Prepares for a file of at most `itemLimit` items, each of `itemRank` dimensions; without any it is a number.
    init(file: String, itemRank: Int, itemLimit: Int) {
        self.file = file
        self.itemRank = itemRank
        self.itemLimit = itemLimit
    }

    private var headerSize: Int { 4 + 4 * (1 + itemRank) }

    /// Takes the next piece.
    mutating func append(_ piece: [UInt8]) throws(IDXError) {
        hasher.update(piece)
        var rest = piece[...]
        if shape == nil {
            let missing = headerSize - header.count
            header += rest.prefix(missing)
            rest = rest.dropFirst(missing)
            try checkMagic()
            guard header.count == headerSize else { return }
            let dimensions = try parseDimensions()
            shape = dimensions
            elements.reserveCapacity(dimensions.reduce(1, *))
        }
        let expected = shape?.reduce(1, *) ?? 0
        guard elements.count + rest.count <= expected else {
            throw .trailingBytes(file: file, expected: headerSize + expected)
        }
        elements += rest
    }

    /// Call after the last piece.
    func finish() throws(IDXError) -> IDXContent {
        guard let shape else {
            throw .truncated(file: file, expected: headerSize, actual: header.count)
        }
        let expected = shape.reduce(1, *)
        guard elements.count == expected else {
            throw .truncated(
                file: file, expected: headerSize + expected, actual: headerSize + elements.count)
        }
        return IDXContent(
            itemCount: shape[0], itemShape: Array(shape.dropFirst()), elements: elements,
            digest: hasher.finish())
    }

    /// Checks as much of the magic number as there is once it is whole.
    private func checkMagic() throws(IDXError) {
        guard header.count >= 4 else { return }
        guard header[0] == 0 && header[1] == 0 else {
            throw .badMagic(file: file, found: Array(header.prefix(4)))
        }
        guard header[2] == 0x08 else { throw .wrongType(file: file, found: header[2]) }
        guard Int(header[3]) == 1 + itemRank else {
            throw .wrongDimensionCount(file: file, expected: 1 + itemRank, actual: Int(header[3]))
        }
    }

    /// The number of items and their sides, once the whole header is there.
    private func parseDimensions() throws(IDXError) -> [Int] {
        let dimensions = stride(from: 4, to: headerSize, by: 4).map { start in
            header[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard dimensions.allSatisfy({ $0 > 0 }) else { throw .empty(file: file) }
        let sides = Array(dimensions.dropFirst())
        guard sides.allSatisfy({ $0 <= Self.sideLimit }) else {
            throw .itemTooLarge(file: file, actual: sides, limit: Self.sideLimit)
        }
        let limit = min(itemLimit, (Self.byteLimit - headerSize) / sides.reduce(1, *))
        guard dimensions[0] <= limit else {
            throw .tooManyItems(file: file, declared: dimensions[0], limit: limit)
        }
        return dimensions
    }
}

/// What an IDX file holds.
struct IDXContent: Equatable, Sendable {
    /// The first dimension.
    let itemCount: Int
    /// The other dimensions: rows and columns of images; none of labels.
    let itemShape: [Int]
    /// The items, one after the other.
    let elements: [UInt8]
    /// Of the whole content, header included, uncompressed.
    let digest: SHA256Digest
}
