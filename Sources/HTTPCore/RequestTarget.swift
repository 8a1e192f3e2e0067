/// What a request asks for, in origin, absolute or asterisk form (RFC 9112 §3.2).
struct RequestTarget: Sendable {
    /// As it was sent: visible ASCII without quotes, by the grammar below.
    let raw: String
    /// Percent-decoded once; `*` for the asterisk form.
    let path: String
    /// What follows the first `?`, still encoded.
    let query: String?

    init(_ target: ArraySlice<UInt8>, method: HTTPMethod) throws(HTTPRefusal) {
        var rest = target
        if rest.elementsEqual("*".utf8), method == .options {
            (raw, path, query) = ("*", "*", nil)
            return
        }
        let isAbsolute = rest.first != UInt8(ascii: "/")
        if isAbsolute { rest = try Self.withoutAuthority(rest) }
        let questionMark = rest.firstIndex(of: UInt8(ascii: "?"))
        let encodedPath = rest[..<(questionMark ?? rest.endIndex)]
        if encodedPath.isEmpty {
            // `OPTIONS http://host` is how the asterisk form travels through a proxy (RFC 9112 §3.2.4).
            path = method == .options && questionMark == nil ? "*" : "/"
        } else {
            path = try Self.decoded(encodedPath)
        }
        if let questionMark {
            let text = rest[rest.index(after: questionMark)...]
            guard PercentEncoding.isValid(text, allowing: Self.isQueryCharacter) else {
                throw .malformedTarget
            }
            query = String(decoding: text, as: UTF8.self)
        } else {
            query = nil
        }
        raw = String(decoding: target, as: UTF8.self)
    }

    /// Drops `http://host:port`, beside which the Host field means nothing (RFC 9112 §3.2.2).
    private static func withoutAuthority(_ target: ArraySlice<UInt8>) throws(HTTPRefusal) -> ArraySlice<UInt8>
    {
        for scheme in ["http://", "https://"]
        where target.count > scheme.utf8.count
            && zip(target, scheme.utf8).allSatisfy({ $0.lowercased == $1 })
        {
            let rest = target.dropFirst(scheme.utf8.count)
            let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
            guard Authority(rest[..<end]) != nil else { throw .malformedTarget }
            // No connection here is secured for any https origin (RFC 9110 §7.4).
            guard scheme == "http://" else { throw .misdirected }
            return rest[end...]
        }
        throw .malformedTarget
    }

    /// Decodes a path once; control characters, NUL among them, and broken UTF-8 are refused.
    private static func decoded(_ encoded: ArraySlice<UInt8>) throws(HTTPRefusal) -> String {
        guard PercentEncoding.isValid(encoded, allowing: isPathCharacter) else { throw .malformedTarget }
        guard encoded.contains(UInt8(ascii: "%")) else { return String(decoding: encoded, as: UTF8.self) }
        let bytes = PercentEncoding.decoded(encoded)
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }),
            let path = String(validating: bytes, as: UTF8.self)
        else { throw .malformedTarget }
        return path
    }

    /// `pchar` or `/` (RFC 3986 §3.3), the percent sign aside.
    private static func isPathCharacter(_ byte: UInt8) -> Bool {
        byte.isNameCharacter || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "@")
    }

    /// A path character or `?` (RFC 3986 §3.4).
    private static func isQueryCharacter(_ byte: UInt8) -> Bool {
        isPathCharacter(byte) || byte == UInt8(ascii: "?")
    }
}
