/// `field-name ":" OWS field-value OWS` (RFC 9112 §5), in a head or a trailer section.
struct FieldLine {
    let name: String
    let value: String

    /// Reads one line without its end; `number` counts from 1 and is only evidence.
    init(_ line: ArraySlice<UInt8>, number: Int) throws(HTTPRefusal) {
        // A continuation of the line before (RFC 9112 §5.2).
        if let first = line.first, first.isBlank { throw .obsoleteFolding(line: number) }
        // White space before the colon falls under "not a token" (RFC 9112 §5.1).
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(\.isToken)
        else { throw .malformedField(line: number) }
        var value = line[line.index(after: colon)...]
        while let first = value.first, first.isBlank { value.removeFirst() }
        while let last = value.last, last.isBlank { value.removeLast() }
        guard value.allSatisfy(\.isFieldValue) else { throw .malformedField(line: number) }
        name = String(decoding: line[..<colon], as: UTF8.self)
        // Gateways that turn names into variables take the two for one (RFC 3875 §4.1.18).
        guard !Self.disguised.contains(where: name.equalsIgnoringCase) else {
            throw .disguisedFraming(line: number)
        }
        self.value = Self.text(value)
    }

    private static let disguised = ["Content_Length", "Transfer_Encoding"]

    /// Whether the field frames or routes the message, so that it is too late in a trailer (RFC 9110 §6.5.1).
    var isForbiddenInTrailer: Bool {
        ["Content-Length", "Transfer-Encoding", "Host"].contains(where: name.equalsIgnoringCase)
    }

    /// Bytes beyond ASCII are opaque (RFC 9110 §5.5): read as Latin-1, none of them is lost or merged.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return String(decoding: bytes, as: UTF8.self) }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
