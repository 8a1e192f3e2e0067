/// Takes the chunked coding off a body (RFC 9112 §7.1): size lines, data, trailers, all bounded.
///
/// Extensions and trailers are checked and thrown away; every byte that is not data counts against
/// `HTTPLimits.chunkFraming`, so that a body of one-byte chunks ends too.
struct ChunkedDecoder: Sendable {
    private enum State {
        case size
        case data(remaining: Int)
        case dataEnd
        case trailers
    }

    private let bodyLimit: Int
    private let framingLimit: Int
    private var framing = 0
    private var trailerCount = 0
    private var state = State.size

    init(limits: HTTPLimits) {
        bodyLimit = limits.body
        framingLimit = limits.chunkFraming
    }

    /// Decodes what is there; true when the body is complete.
    mutating func decode(_ input: inout InputBuffer, into body: inout [UInt8]) throws(HTTPRefusal) -> Bool {
        while true {
            switch state {
            case .size:
                guard let line = try framingLine(&input) else { return false }
                let size = try Self.size(line, limit: bodyLimit)
                guard size <= bodyLimit - body.count else { throw .bodyTooLarge(limit: bodyLimit) }
                state = size == 0 ? .trailers : .data(remaining: size)
            case .data(let remaining):
                let left = remaining - input.move(upTo: remaining, to: &body)
                state = left == 0 ? .dataEnd : .data(remaining: left)
                if left > 0 { return false }
            case .dataEnd:
                guard try input.line(limit: 0, excess: .malformedChunk) != nil else { return false }
                framing += 2
                state = .size
            case .trailers:
                guard let line = try framingLine(&input) else { return false }
                if line.isEmpty { return true }
                trailerCount += 1
                let field = try FieldLine(line, number: trailerCount)
                guard !field.isForbiddenInTrailer else { throw .forbiddenTrailer }
            }
        }
    }

    private mutating func framingLine(_ input: inout InputBuffer) throws(HTTPRefusal) -> ArraySlice<UInt8>? {
        let room = framingLimit - framing - 2
        let line = try input.line(limit: max(room, 0), excess: .chunkFramingTooLarge(limit: framingLimit))
        guard let line else { return nil }
        framing += line.count + 2
        return line
    }

    /// `1*HEXDIG [chunk-ext]`; a size over the limit is refused before it could overflow.
    private static func size(_ line: ArraySlice<UInt8>, limit: Int) throws(HTTPRefusal) -> Int {
        var rest = line
        var size = 0
        while let digit = rest.first?.hexValue {
            guard size <= limit >> 4 else { throw .bodyTooLarge(limit: limit) }
            size = size << 4 | Int(digit)
            rest.removeFirst()
        }
        guard rest.startIndex > line.startIndex, ChunkExtensions.isValid(rest) else { throw .malformedChunk }
        return size
    }
}
