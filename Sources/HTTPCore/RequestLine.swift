/// `method SP request-target SP HTTP-version`, exactly (RFC 9112 §3).
struct RequestLine: Sendable {
    let method: HTTPMethod
    let target: RequestTarget
    let version: HTTPVersion

    init(_ line: ArraySlice<UInt8>) throws(HTTPRefusal) {
        guard let firstSpace = line.firstIndex(of: .space), let lastSpace = line.lastIndex(of: .space),
            firstSpace < lastSpace
        else { throw .malformedRequestLine }
        let name = line[..<firstSpace]
        guard !name.isEmpty, name.allSatisfy(\.isToken) else { throw .malformedRequestLine }
        version = try Self.version(line[line.index(after: lastSpace)...])
        method = HTTPMethod(rawValue: String(decoding: name, as: UTF8.self))
        // CONNECT alone has a target in authority form (RFC 9112 §3.2.3), and no server without a tunnel takes it.
        let target = line[line.index(after: firstSpace)..<lastSpace]
        guard method != .connect else {
            // An empty or impossible port is an error of its own (RFC 9110 §9.3.6).
            guard let port = Authority(target)?.port, port > 0 else { throw .malformedTarget }
            throw .connectNotSupported
        }
        self.target = try RequestTarget(target, method: method)
    }

    /// `HTTP/` DIGIT `.` DIGIT, case-sensitive; a later minor version of 1 is read as 1.1 (RFC 9110 §2.5).
    private static func version(_ text: ArraySlice<UInt8>) throws(HTTPRefusal) -> HTTPVersion {
        let text = Array(text)
        guard text.count == 8, text[..<5].elementsEqual("HTTP/".utf8), text[5].isDigit,
            text[6] == UInt8(ascii: "."), text[7].isDigit
        else { throw .malformedRequestLine }
        guard text[5] == UInt8(ascii: "1") else { throw .unsupportedVersion }
        return text[7] == UInt8(ascii: "0") ? .http10 : .http11
    }
}
