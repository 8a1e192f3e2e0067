/// How the end of a request's body is found (RFC 9112 §6.3); whatever is ambiguous is refused.
enum BodyFraming: Equatable {
    /// So many bytes; 0 where no field speaks of a body.
    case length(Int)
    /// Until the chunked coding says so.
    case chunked

    init(_ fields: HTTPFields, version: HTTPVersion, limits: HTTPLimits) throws(HTTPRefusal) {
        let lengths = fields.values(for: "Content-Length")
        let codings = fields.values(for: "Transfer-Encoding")
        if !codings.isEmpty {
            // An old proxy in between would not know the coding (RFC 9112 §6.1).
            guard version == .http11 else { throw .transferCodingInHTTP10 }
            // The mark of request smuggling (RFC 9112 §6.3, rule 3).
            guard lengths.isEmpty else { throw .lengthWithTransferCoding }
            try Self.requireChunked(codings)
            self = .chunked
            return
        }
        // Equal repetitions could be merged (RFC 9110 §8.6); no honest client sends them.
        guard lengths.count <= 1 else { throw .repeatedContentLength }
        let length = try Self.number(lengths.first ?? "0")
        guard length <= limits.body else { throw .bodyTooLarge(limit: limits.body) }
        self = .length(length)
    }

    /// Exactly `chunked`: a coding that we do not know is 501, one whose end cannot be found 400 (RFC 9112 §6.1).
    private static func requireChunked(_ values: [String]) throws(HTTPRefusal) {
        let codings = values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
            .map { $0.trimmingBlanks() }
        let chunked = codings.indices.filter { codings[$0].equalsIgnoringCase("chunked") }
        guard codings.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isToken) }),
            chunked.isEmpty || chunked == [codings.count - 1]
        else { throw .malformedTransferCoding }
        guard codings.count == 1, !chunked.isEmpty else { throw .unknownTransferCoding }
    }

    /// Decimal digits and nothing else; beyond Int the largest Int, which is over every limit.
    private static func number(_ text: String) throws(HTTPRefusal) -> Int {
        guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { throw .malformedContentLength }
        return text.utf8.reduce(0) { number, digit in
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeNow) = tens.addingReportingOverflow(Int(digit - 0x30))
            return isTooLarge || isTooLargeNow ? .max : sum
        }
    }
}
