public import HTTPCore

/// Which other origins' pages may use the API (the Fetch standard's CORS protocol); without any, nothing is said.
public struct CrossOrigin: Sendable {
    /// A page's origin: `https://example.org`, with a port where it is not the scheme's own, or `*` for all.
    public struct Origin: Sendable, Hashable, LosslessStringConvertible {
        public let description: String

        /// Reads an origin as browsers write it: scheme, host and port, in lower case, and nothing after.
        public init?(_ description: String) {
            self.description = description
            if description == "*" { return }
            for scheme in ["https://", "http://"] where description.hasPrefix(scheme) {
                let authority = description.dropFirst(scheme.count)
                let isPlain = authority.utf8.allSatisfy { byte in
                    switch Unicode.Scalar(byte) {
                    case "a"..."z", "0"..."9", "-", ".", ":", "[", "]": true
                    default: false
                    }
                }
                if isPlain, !authority.isEmpty { return }
            }
            return nil
        }
    }

    private let origins: Set<String>
    private let isOpen: Bool

    /// How long a browser may remember the answer to a preflight, in seconds.
    private static let maximumAge = "600"
    private static let requestFields = "Authorization, Content-Type, X-Request-Id, Traceparent"
    private static let answerFields = "X-Request-Id, Traceparent, Retry-After, RateLimit, RateLimit-Policy"

    /// Allows these origins.
    public init(_ origins: [Origin]) {
        self.origins = Set(origins.map(\.description))
        isOpen = self.origins.contains("*")
    }

    /// Puts what browsers want to know onto an answer.
    public func mark(_ response: inout HTTPResponse, to request: HTTPRequest) {
        guard !origins.isEmpty else { return }
        let isPreflight =
            request.method == .options && request.fields["Access-Control-Request-Method"] != nil
        // Even where nothing is allowed: a cache must not answer one origin with what it has of another.
        response.fields.append(
            "Vary",
            isPreflight
                ? "Origin, Access-Control-Request-Method, Access-Control-Request-Headers" : "Origin")
        let offered = request.fields.values(for: "Origin")
        guard offered.count == 1, let origin = offered.first, isOpen || origins.contains(origin) else {
            return
        }
        response.fields.append("Access-Control-Allow-Origin", isOpen ? "*" : origin)
        if isPreflight {
            response.fields.append("Access-Control-Allow-Methods", response.fields["Allow"] ?? "")
            response.fields.append("Access-Control-Allow-Headers", Self.requestFields)
            response.fields.append("Access-Control-Max-Age", Self.maximumAge)
        } else {
            response.fields.append("Access-Control-Expose-Headers", Self.answerFields)
        }
    }
}
