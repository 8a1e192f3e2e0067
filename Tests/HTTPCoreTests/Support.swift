import HTTPCore

/// What a parser made of some bytes: the requests, and the refusal that ended them, if any.
struct Reading: Equatable {
    var requests: [HTTPRequest] = []
    var refusal: HTTPRefusal?
}

extension Reading {
    /// Feeds the text in pieces of `size` bytes.
    init(_ bytes: [UInt8], inPiecesOf size: Int, limits: HTTPLimits = HTTPLimits()) {
        var parser = RequestParser(limits: limits)
        do throws(HTTPRefusal) {
            for start in stride(from: 0, to: bytes.count, by: size) {
                parser.append(bytes[start..<min(start + size, bytes.count)])
                while let request = try parser.next() { requests.append(request) }
            }
        } catch {
            refusal = error
        }
    }

    /// Feeds it whole and in pieces of 1, 2, 3 and 7 bytes; nil where the cutting makes a difference.
    static func however(_ bytes: [UInt8], limits: HTTPLimits = HTTPLimits()) -> Reading? {
        let whole = Reading(bytes, inPiecesOf: max(bytes.count, 1), limits: limits)
        let isStable = [1, 2, 3, 7].allSatisfy { Reading(bytes, inPiecesOf: $0, limits: limits) == whole }
        return isStable ? whole : nil
    }

    static func however(_ text: String, limits: HTTPLimits = HTTPLimits()) -> Reading? {
        however(Array(text.utf8), limits: limits)
    }
}

/// A GET of `/` with these field lines after Host, each with its line end.
func get(_ fieldLines: String) -> String {
    "GET / HTTP/1.1\r\nHost: a\r\n\(fieldLines)\r\n"
}

/// A POST to `/` whose framing these field lines give, with what follows the head.
func post(_ fieldLines: String, _ body: String) -> String {
    "POST / HTTP/1.1\r\nHost: a\r\n\(fieldLines)\r\n\(body)"
}
