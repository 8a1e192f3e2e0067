import HTTPCore

extension FuzzTarget {
    /// The decoder of chunked bodies: the first byte says how the others are cut into pieces.
    ///
    /// However they are cut, the outcome is the same; and a body that was understood is the one that a reader finds
    /// who believes everything.
    static let chunks = FuzzTarget(name: "chunks") { input throws(Finding) in
        guard let first = input.first else { return }
        let bytes = input.dropFirst()
        let whole = decoded(bytes, pieceSize: max(bytes.count, 1))
        for size in Set([1, Int(first) + 1]) {
            let cut = decoded(bytes, pieceSize: size)
            try require(cut == whole, "whole: \(whole); in pieces of \(size): \(cut)")
        }
        if case .body(let body) = whole {
            let believed = believedBody(bytes)
            try require(believed == body, "\(body) to us, \(believed as Any) to others")
        }
    }

    private enum Outcome: Equatable {
        case body([UInt8])
        case refused(HTTPRefusal)
        case incomplete
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>, pieceSize: Int) -> Outcome {
        var limits = HTTPLimits()
        limits.body = 1000
        limits.chunkFraming = 200
        var parser = RequestParser(limits: limits)
        parser.append("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        do throws(HTTPRefusal) {
            for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: pieceSize) {
                parser.append(bytes[start..<min(start + pieceSize, bytes.endIndex)])
                if let request = try parser.next() { return .body(request.body) }
            }
            return .incomplete
        } catch {
            return .refused(error)
        }
    }

    /// The body by a reader that checks nothing: the hexadecimal digits before each line end, and as many bytes.
    private static func believedBody(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var rest = bytes
        var body: [UInt8] = []
        while let lineFeed = rest.firstIndex(of: 0x0A) {
            let digits = rest[..<lineFeed].prefix { Character(Unicode.Scalar($0)).isHexDigit }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
            if size == 0 { return body }
            rest = rest[(lineFeed + 1)...]
            body += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return nil
    }
}
