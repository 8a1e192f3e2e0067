/// Answer to bytes: the one place that frames a body, and that leaves it out for HEAD, 204 and 304.
public enum ResponseEncoder {
    /// What the answer says of the connection's future (RFC 9112 §9.3).
    public enum Persistence: Sendable, Equatable {
        /// HTTP/1.1's default: nothing is said.
        case implied
        /// Said aloud to an HTTP/1.0 client that asked for it.
        case keepAlive
        /// The last answer on this connection.
        case close
    }

    /// The interim answer to `Expect: 100-continue`.
    public static let continueLine = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// The field names that are decided here, whatever the handler says.
    private static let owned = [
        "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date", "X-Request-Id",
    ]

    /// Head and body in one buffer, so that they leave in one write.
    public static func encode(
        _ response: HTTPResponse, to method: HTTPMethod?, id: String, date: HTTPDate, persistence: Persistence
    ) -> [UInt8] {
        let hasBody = method != .head && !response.status.forbidsBody
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024 + (hasBody ? response.body.count : 0))
        bytes.append(contentsOf: "HTTP/1.1 \(response.status.code) ".utf8)
        appendValue(response.status.reason, to: &bytes)
        bytes.append(contentsOf: "\r\n".utf8)
        append("Date", date.description, to: &bytes)
        for field in response.fields where !owned.contains(where: field.name.equalsIgnoringCase) {
            append(field.name, field.value, to: &bytes)
        }
        append("X-Request-Id", id, to: &bytes)
        switch persistence {
        case .implied: break
        case .keepAlive: append("Connection", "keep-alive", to: &bytes)
        case .close: append("Connection", "close", to: &bytes)
        }
        // HEAD says what GET would have sent (RFC 9110 §8.6); 204 may not, 304 need not.
        if !response.status.forbidsBody { append("Content-Length", "\(response.body.count)", to: &bytes) }
        bytes.append(contentsOf: "\r\n".utf8)
        if hasBody { bytes.append(contentsOf: response.body) }
        return bytes
    }

    /// Appends a field line; a name that is no token would split the answer, and is left out.
    private static func append(_ name: String, _ value: String, to bytes: inout [UInt8]) {
        guard !name.isEmpty, name.utf8.allSatisfy(\.isToken) else { return }
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: ": ".utf8)
        appendValue(value, to: &bytes)
        bytes.append(contentsOf: "\r\n".utf8)
    }

    /// Appends text with a space for each byte that could end the line early (RFC 9110 §5.5).
    private static func appendValue(_ value: String, to bytes: inout [UInt8]) {
        // All but none are clean, and copied whole.
        if value.utf8.allSatisfy(\.isFieldValue) {
            bytes.append(contentsOf: value.utf8)
        } else {
            bytes.append(contentsOf: value.utf8.lazy.map { $0.isFieldValue ? $0 : .space })
        }
    }
}
