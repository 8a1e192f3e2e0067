/// IDX, the format of the MNIST files, as a state machine: pieces of content in, a checked value out.
///
/// Two zero bytes, a type code, the number of dimensions, each dimension as four bytes (most significant
/// first), then the elements, the last dimension changing fastest. Here the elements are unsigned bytes and
/// the first dimension counts items. Nothing is kept before the header has passed its checks, and never more
/// than it declares.
struct IDXParser {
    private let file: String
    private let itemShape: [Int]
    private let itemLimit: Int
    private var header: [UInt8] = []
    private var itemCount: Int?
    private var elements: [UInt8] = []
    private var hasher = SHA256Digest.Hasher()

    /// Prepares for a file of at most `itemLimit` items of the given shape; an empty shape is one number.
    init(file: String, itemShape: [Int], itemLimit: Int) {
        self.file = file
        self.itemShape = itemShape
        self.itemLimit = itemLimit
    }

    private var headerSize: Int { 4 + 4 * (1 + itemShape.count) }
    private var itemSize: Int { itemShape.reduce(1, *) }

    /// Takes the next piece.
    mutating func append(_ piece: [UInt8]) throws(IDXError) {
        hasher.update(piece)
        var rest = piece[...]
        if itemCount == nil {
            let missing = headerSize - header.count
            header += rest.prefix(missing)
            rest = rest.dropFirst(missing)
            try checkMagic()
            guard header.count == headerSize else { return }
            let count = try parseDimensions()
            itemCount = count
            elements.reserveCapacity(count * itemSize)
        }
        let expected = (itemCount ?? 0) * itemSize
        guard elements.count + rest.count <= expected else {
            throw .trailingBytes(file: file, expected: headerSize + expected)
        }
        elements += rest
    }

    /// Call after the last piece.
    func finish() throws(IDXError) -> IDXContent {
        guard let itemCount else {
            throw .truncated(file: file, expected: headerSize, actual: header.count)
        }
        let expected = itemCount * itemSize
        guard elements.count == expected else {
            throw .truncated(
                file: file, expected: headerSize + expected, actual: headerSize + elements.count)
        }
        return IDXContent(itemCount: itemCount, elements: elements, digest: hasher.finish())
    }

    /// Checks as much of the magic number as there is once it is whole.
    private func checkMagic() throws(IDXError) {
        guard header.count >= 4 else { return }
        guard header[0] == 0 && header[1] == 0 else {
            throw .badMagic(file: file, found: Array(header.prefix(4)))
        }
        guard header[2] == 0x08 else { throw .wrongType(file: file, found: header[2]) }
        guard Int(header[3]) == 1 + itemShape.count else {
            throw .wrongDimensionCount(file: file, expected: 1 + itemShape.count, actual: Int(header[3]))
        }
    }

    /// The number of items, once the whole header is there.
    private func parseDimensions() throws(IDXError) -> Int {
        let dimensions = stride(from: 4, to: headerSize, by: 4).map { start in
            header[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        let shape = Array(dimensions.dropFirst())
        guard shape == itemShape else {
            throw .wrongItemShape(file: file, expected: itemShape, actual: shape)
        }
        guard dimensions[0] > 0 else { throw .empty(file: file) }
        guard dimensions[0] <= itemLimit else {
            throw .tooManyItems(file: file, declared: dimensions[0], limit: itemLimit)
        }
        return dimensions[0]
    }
}

/// What an IDX file holds.
struct IDXContent: Equatable, Sendable {
    /// The first dimension.
    let itemCount: Int
    /// The items, one after the other.
    let elements: [UInt8]
    /// Of the whole content, header included, uncompressed.
    let digest: SHA256Digest
}
