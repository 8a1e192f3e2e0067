extension HTTPRefusal {
    /// What happened and what would be right, for a person; one sentence, nothing of the inside.
    public var message: String {
        switch self {
        case .malformedRequestLine: "The request line is not `METHOD target HTTP/1.1`."
        case .malformedTarget: "The request target is not a valid path or http URL."
        case .requestLineTooLong(let limit): "The request line is longer than \(limit) bytes."
        case .unsupportedVersion: "This server speaks HTTP/1.1 and HTTP/1.0."
        case .connectNotSupported: "This server is no proxy: CONNECT is not supported."
        case .methodTooLong: "The method is longer than any that is known here."
        case .misdirected: "This connection is not secured: https targets are not answered on it."
        case .bareLineEnd: "A line of the request does not end with CR LF."
        case .malformedField(let line): "Header field line \(line) is not `Name: value`."
        case .obsoleteFolding(let line): "Header field line \(line) is folded; send it on one line."
        case .headTooLarge(let limit): "The request's header is larger than \(limit) bytes."
        case .tooManyFields(let limit): "The request has more than \(limit) header fields."
        case .missingHost: "An HTTP/1.1 request needs a Host field."
        case .repeatedHost: "The request has more than one Host field."
        case .malformedHost: "The Host field is not a host with an optional port."
        case .unknownExpectation: "The only expectation this server meets is 100-continue."
        case .malformedContentLength: "Content-Length is not a number in decimal digits."
        case .repeatedContentLength: "The request has more than one Content-Length field."
        case .lengthWithTransferCoding: "The request has both Content-Length and Transfer-Encoding."
        case .disguisedFraming(let line):
            "Header field line \(line) is Content-Length or Transfer-Encoding with an underscore."
        case .malformedTransferCoding: "Transfer-Encoding must be `chunked`, once and last."
        case .unknownTransferCoding: "The only transfer coding this server knows is chunked."
        case .transferCodingInHTTP10: "An HTTP/1.0 request cannot have a Transfer-Encoding."
        case .malformedChunk: "The chunked body is malformed."
        case .forbiddenTrailer: "Content-Length, Transfer-Encoding and Host cannot come in a trailer."
        case .chunkFramingTooLarge(let limit):
            "The chunked body spends more than \(limit) bytes on chunk headers and trailers."
        case .bodyTooLarge(let limit): "The body is larger than \(limit) bytes."
        case .incompleteRequest: "The connection ended in the middle of the request."
        case .headTimeout(let limit): "The request's header did not arrive within \(limit)."
        case .bodyTimeout(let limit): "The request's body did not arrive within \(limit)."
        case .tooManyConnections(let limit, _):
            "The server already serves its \(limit) connections; try again in a moment."
        case .tooManyConnectionsFromAddress(let limit, _):
            "Your address already has its \(limit) connections; close one, or try again in a moment."
        case .tooManyBodies: "The server holds as many bodies as it can; try again in a moment."
        case .overloaded: "The server has more work than it can queue; try again in a moment."
        }
    }
}

extension HTTPRefusal: CustomStringConvertible {
    public var description: String { "\(code): \(message)" }
}
