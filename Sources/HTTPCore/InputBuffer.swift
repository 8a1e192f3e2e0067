/// Received bytes that the parser has not used yet; each byte is searched for a line end once.
struct InputBuffer: Sendable {
    private var bytes: [UInt8] = []
    /// Everything before this index is used up.
    private var start = 0
    /// Everything before this index is known to hold no line feed that is still unread.
    private(set) var searched = 0

    var isEmpty: Bool { start == bytes.count }

    var first: UInt8? { isEmpty ? nil : bytes[start] }

    mutating func append(_ more: some Collection<UInt8>) {
        if start > 0 {
            bytes.removeSubrange(0..<start)
            searched = max(searched - start, 0)
            start = 0
        }
        bytes.append(contentsOf: more)
    }

    /// Takes a line that ends with CR LF, without that end; nil while it is incomplete.
    ///
    /// A line of more than `limit` bytes throws `excess`, at the same byte however the input is cut. A line feed
    /// without its carriage return is refused, though RFC 9112 §2.2 would let us take it: parsers that
    /// disagree about line ends are how requests are smuggled.
    mutating func line(limit: Int, excess: HTTPRefusal) throws(HTTPRefusal) -> ArraySlice<UInt8>? {
        let from = max(searched, start)
        let lineFeed = bytes[from...].firstIndex(of: .lineFeed)
        let end = lineFeed ?? bytes.count
        let hasReturn = end > start && bytes[end - 1] == .carriageReturn
        let content = start..<(hasReturn ? end - 1 : end)
        guard content.count <= limit else { throw excess }
        searched = end
        guard let lineFeed else { return nil }
        guard hasReturn else { throw .bareLineEnd }
        start = lineFeed + 1
        return bytes[content]
    }

    /// Whether the byte is among the first `count` that are unread.
    func contains(_ byte: UInt8, within count: Int) -> Bool {
        bytes[start...].prefix(count).contains(byte)
    }

    /// Moves up to `count` bytes to the end of `body`; returns how many it were.
    mutating func move(upTo count: Int, to body: inout [UInt8]) -> Int {
        let moved = min(count, bytes.count - start)
        body.append(contentsOf: bytes[start..<start + moved])
        start += moved
        return moved
    }

    /// Gives the memory back once all is used; an idle connection holds nothing.
    mutating func releaseIfEmpty() {
        if isEmpty { self = InputBuffer() }
    }
}
