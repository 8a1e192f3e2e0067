/// Which content codings a client takes (RFC 9110 §12.5.3): the two that matter here.
struct AcceptEncoding: Equatable {
    /// Whether gzip may be sent, and is not liked less than no coding.
    let prefersGzip: Bool
    /// Whether no coding at all may be sent; false only where the client says so.
    let takesIdentity: Bool

    /// Reads the field; without one the client takes everything, but is sent no coding that it never named.
    init(_ fields: HTTPFields) {
        var gzip: Int?
        var identity: Int?
        var others: Int?
        for member in fields.members(of: "Accept-Encoding") {
            guard let (coding, weight) = Self.weighted(member) else { continue }
            if coding.equalsIgnoringCase("gzip") || coding.equalsIgnoringCase("x-gzip") {
                gzip = weight
            } else if coding.equalsIgnoringCase("identity") {
                identity = weight
            } else if coding == "*" {
                others = weight
            }
        }
        let gzipWeight = gzip ?? others ?? 0
        takesIdentity = (identity ?? others ?? 1) > 0
        prefersGzip = gzipWeight > 0 && gzipWeight >= (identity ?? 0)
    }

    /// `coding [ ";" "q=" qvalue ]`, the weight in thousandths; nil where it is malformed.
    private static func weighted(_ member: Substring) -> (coding: Substring, weight: Int)? {
        guard let semicolon = member.firstIndex(of: ";") else { return (member, 1000) }
        let coding = member[..<semicolon].trimmingBlanks()
        let parameter = Array(member[member.index(after: semicolon)...].trimmingBlanks().utf8)
        guard parameter.count > 2, parameter[0].lowercased == UInt8(ascii: "q"),
            parameter[1] == UInt8(ascii: "="),
            let weight = Self.weight(parameter[2...])
        else { return nil }
        return (coding, weight)
    }

    /// `0` or `1` with up to three decimals, at most 1 (RFC 9110 §12.4.2).
    private static func weight(_ text: ArraySlice<UInt8>) -> Int? {
        guard let whole = text.first, whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1") else {
            return nil
        }
        let rest = text.dropFirst()
        guard rest.isEmpty || rest.first == UInt8(ascii: "."), rest.count <= 4,
            rest.dropFirst().allSatisfy(\.isDigit)
        else { return nil }
        let decimals = rest.dropFirst() + Array(repeating: 0x30, count: 4 - max(rest.count, 1))
        let weight = decimals.reduce(Int(whole - 0x30)) { $0 * 10 + Int($1 - 0x30) }
        return weight <= 1000 ? weight : nil
    }
}
