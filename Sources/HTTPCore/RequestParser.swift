/// Bytes in, requests out: HTTP/1.x requests read strictly and incrementally (RFC 9112).
///
/// However the input is cut, the outcome is the same. Whatever another parser could read differently is
/// refused; after a refusal nothing more is read, since nobody knows where the next request would begin.
public struct RequestParser: Sendable {
    /// How far the current request has come.
    public enum Stage: Sendable, Equatable {
        /// Not one byte of it is here.
        case empty
        /// Its head is incomplete.
        case head
        /// Its head is accepted, its body incomplete.
        case body
    }

    private enum Body {
        case length(Int)
        case chunked(ChunkedDecoder)
    }

    private let limits: HTTPLimits
    private var input = InputBuffer()
    private var refusal: HTTPRefusal?

    // The request in the making.
    private var hasSkippedEmptyLine = false
    private var headSize = 0
    private var line: RequestLine?
    private var fields = HTTPFields()
    private var body: Body?
    private var content: [UInt8] = []

    /// Makes a parser that stands before a connection's first request.
    public init(limits: HTTPLimits) {
        self.limits = limits
    }

    /// How far the current request has come.
    public var stage: Stage {
        if body != nil { return .body }
        return headSize == 0 && input.isEmpty ? .empty : .head
    }

    /// The current request, still without its body, while the client waits for `100 Continue` before it sends that
    /// (RFC 9110 §10.1.1).
    var headAwaitingContinue: HTTPRequest? {
        guard body != nil, let line, line.version == .http11, input.isEmpty, content.isEmpty,
            !fields.members(of: "Expect").isEmpty
        else { return nil }
        return request(line, body: [])
    }

    /// The bytes of the current body that are here, 0 before it.
    public var bodySize: Int { content.count }

    /// The current request's method, as soon as its request line is read.
    public var method: HTTPMethod? { line?.method }

    /// The current request's target as it was sent, as soon as its request line is read.
    public var target: String? { line?.target.raw }

    /// Takes received bytes; `next()` reads them.
    public mutating func append(_ bytes: some Collection<UInt8>) {
        if refusal == nil { input.append(bytes) }
    }

    /// The next complete request, or nil: feed me more. After a refusal it throws the same one for ever.
    public mutating func next() throws(HTTPRefusal) -> HTTPRequest? {
        if let refusal { throw refusal }
        do throws(HTTPRefusal) {
            guard try readHead(), try readBody(), let line else { return nil }
            let request = request(line, body: content)
            prepareForNext()
            return request
        } catch {
            refusal = error
            input = InputBuffer()
            throw error
        }
    }

    private func request(_ line: RequestLine, body: [UInt8]) -> HTTPRequest {
        HTTPRequest(
            method: line.method, path: line.target.path, query: line.target.query, version: line.version,
            fields: fields, body: body, target: line.target.raw)
    }

    private mutating func prepareForNext() {
        hasSkippedEmptyLine = false
        headSize = 0
        line = nil
        fields = HTTPFields()
        body = nil
        content = []
        input.releaseIfEmpty()
    }

    /// Reads up to the empty line and decides the framing; false: feed me more.
    private mutating func readHead() throws(HTTPRefusal) -> Bool {
        while body == nil {
            guard let line else {
                guard try readRequestLine() else { return false }
                continue
            }
            // Room for this line's end and the empty line's.
            let excess = HTTPRefusal.headTooLarge(limit: limits.head)
            guard let text = try input.line(limit: max(limits.head - headSize - 4, 0), excess: excess) else {
                return false
            }
            headSize += text.count + 2
            if text.isEmpty {
                body = try acceptHead(line)
            } else {
                guard fields.count < limits.fieldCount else { throw .tooManyFields(limit: limits.fieldCount) }
                let field = try FieldLine(text, number: fields.count + 1)
                fields.append(field.name, field.value)
            }
        }
        return true
    }

    private mutating func readRequestLine() throws(HTTPRefusal) -> Bool {
        // What cannot become a method, such as a TLS greeting, need not wait for a line end.
        if let first = input.first, !first.isToken, first != .carriageReturn, first != .lineFeed {
            throw .malformedRequestLine
        }
        let excess = HTTPRefusal.requestLineTooLong(limit: limits.requestLine)
        let text: ArraySlice<UInt8>?
        do throws(HTTPRefusal) {
            text = try input.line(limit: limits.requestLine, excess: excess)
        } catch {
            // Without a blank all of it is the method, longer than any that is known (RFC 9112 §3).
            let isAllMethod = !input.contains(.space, within: limits.requestLine)
            throw error == excess && isAllMethod ? .methodTooLong : error
        }
        guard let text else { return false }
        // One empty line before a request is forgiven (RFC 9112 §2.2): old clients end a body with it.
        if text.isEmpty, !hasSkippedEmptyLine {
            hasSkippedEmptyLine = true
        } else {
            headSize += text.count + 2
            line = try RequestLine(text)
        }
        return true
    }

    /// Checks what only the whole head tells.
    private func acceptHead(_ line: RequestLine) throws(HTTPRefusal) -> Body {
        let hosts = fields.values(for: "Host")
        // Exactly one in 1.1, at most one before it (RFC 9112 §3.2).
        guard hosts.count <= 1 else { throw .repeatedHost }
        guard line.version == .http10 || !hosts.isEmpty else { throw .missingHost }
        guard hosts.allSatisfy({ Authority(Array($0.utf8)[...]) != nil }) else { throw .malformedHost }
        let framing = try BodyFraming(fields, version: line.version, limits: limits)
        // An HTTP/1.0 client cannot expect anything (RFC 9110 §10.1.1).
        let expectations = line.version == .http11 ? fields.members(of: "Expect") : []
        guard expectations.allSatisfy({ $0.equalsIgnoringCase("100-continue") }) else {
            throw .unknownExpectation
        }
        return switch framing {
        case .length(let length): .length(length)
        case .chunked: .chunked(ChunkedDecoder(limits: limits))
        }
    }

    /// Reads the body to its end; false: feed me more.
    private mutating func readBody() throws(HTTPRefusal) -> Bool {
        switch body {
        case .length(let length):
            _ = input.move(upTo: length - content.count, to: &content)
            return content.count == length
        case .chunked(var decoder):
            let isComplete = try decoder.decode(&input, into: &content)
            body = .chunked(decoder)
            return isComplete
        case nil:
            return false
        }
    }
}
