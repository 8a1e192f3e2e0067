/// Why the protocol layer refused a request, with the evidence.
///
/// After each of these but `overloaded` the connection closes: nobody knows where the next request would begin.
/// Closed on purpose: `status` and `code` below are the one place where a refusal becomes an answer.
public enum HTTPRefusal: Error, Sendable, Equatable {
    // The request line (RFC 9112 §3).
    case malformedRequestLine
    case malformedTarget
    case requestLineTooLong(limit: Int)
    case unsupportedVersion
    case connectNotSupported
    case methodTooLong
    case misdirected

    // The field lines (RFC 9112 §5).
    case bareLineEnd
    case malformedField(line: Int)
    case obsoleteFolding(line: Int)
    case headTooLarge(limit: Int)
    case tooManyFields(limit: Int)
    case missingHost
    case repeatedHost
    case malformedHost
    case unknownExpectation

    // The framing of the body (RFC 9112 §6 and §7).
    case malformedContentLength
    case repeatedContentLength
    case lengthWithTransferCoding
    case disguisedFraming(line: Int)
    case malformedTransferCoding
    case unknownTransferCoding
    case transferCodingInHTTP10
    case malformedChunk
    case forbiddenTrailer
    case chunkFramingTooLarge(limit: Int)
    case bodyTooLarge(limit: Int)
    case incompleteRequest

    // Time and room.
    case headTimeout(limit: Duration)
    case bodyTimeout(limit: Duration)
    case tooManyConnections(limit: Int, retryAfter: Duration)
    case tooManyConnectionsFromAddress(limit: Int, retryAfter: Duration)
    case tooManyBodies(retryAfter: Duration)
    case overloaded(retryAfter: Duration)
}

extension HTTPRefusal {
    /// The status that answers it.
    public var status: HTTPStatus {
        switch self {
        case .requestLineTooLong: .uriTooLong
        case .unsupportedVersion: .versionNotSupported
        case .connectNotSupported, .methodTooLong, .unknownTransferCoding: .notImplemented
        case .misdirected: .misdirectedRequest
        case .headTooLarge, .tooManyFields: .headerFieldsTooLarge
        case .unknownExpectation: .expectationFailed
        case .bodyTooLarge, .chunkFramingTooLarge: .contentTooLarge
        case .headTimeout, .bodyTimeout: .requestTimeout
        case .tooManyConnections, .tooManyBodies, .overloaded: .serviceUnavailable
        case .tooManyConnectionsFromAddress: .tooManyRequests
        case .malformedRequestLine, .malformedTarget, .bareLineEnd, .malformedField, .obsoleteFolding,
            .missingHost, .repeatedHost, .malformedHost, .malformedContentLength, .repeatedContentLength,
            .lengthWithTransferCoding, .malformedTransferCoding, .transferCodingInHTTP10, .malformedChunk,
            .disguisedFraming, .forbiddenTrailer, .incompleteRequest:
            .badRequest
        }
    }

    /// The name for programs, `snake_case` and stable.
    public var code: String {
        switch self {
        case .malformedRequestLine: "malformed_request_line"
        case .malformedTarget: "malformed_target"
        case .requestLineTooLong: "request_line_too_long"
        case .unsupportedVersion: "unsupported_version"
        case .connectNotSupported: "connect_not_supported"
        case .methodTooLong: "method_too_long"
        case .misdirected: "misdirected"
        case .bareLineEnd: "bare_line_end"
        case .malformedField: "malformed_field"
        case .obsoleteFolding: "obsolete_folding"
        case .headTooLarge: "head_too_large"
        case .tooManyFields: "too_many_fields"
        case .missingHost: "missing_host"
        case .repeatedHost: "repeated_host"
        case .malformedHost: "malformed_host"
        case .unknownExpectation: "unknown_expectation"
        case .malformedContentLength: "malformed_content_length"
        case .repeatedContentLength: "repeated_content_length"
        case .lengthWithTransferCoding: "length_with_transfer_coding"
        case .disguisedFraming: "disguised_framing"
        case .malformedTransferCoding: "malformed_transfer_coding"
        case .unknownTransferCoding: "unknown_transfer_coding"
        case .transferCodingInHTTP10: "transfer_coding_in_http_1_0"
        case .malformedChunk: "malformed_chunk"
        case .forbiddenTrailer: "forbidden_trailer"
        case .chunkFramingTooLarge: "chunk_framing_too_large"
        case .bodyTooLarge: "body_too_large"
        case .incompleteRequest: "incomplete_request"
        case .headTimeout, .bodyTimeout: "request_timeout"
        case .tooManyConnections: "too_many_connections"
        case .tooManyConnectionsFromAddress: "too_many_connections_from_address"
        case .tooManyBodies: "too_many_bodies"
        case .overloaded: "overloaded"
        }
    }

    /// Whether nothing more can be read after it: true for all but a request that was read whole.
    var endsConnection: Bool {
        if case .overloaded = self { return false }
        return true
    }

    /// How long the client should stay away, where that helps; becomes `Retry-After`.
    public var retryAfter: Duration? {
        switch self {
        case .tooManyConnections(_, let pause), .tooManyConnectionsFromAddress(_, let pause),
            .tooManyBodies(let pause), .overloaded(let pause):
            pause
        default: nil
        }
    }
}
