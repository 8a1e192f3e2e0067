import HTTPCore
import Testing

@Suite struct `Request body` {
    private func bodies(_ text: String, limits: HTTPLimits = HTTPLimits()) -> [String]? {
        guard let reading = Reading.however(text, limits: limits), reading.refusal == nil else { return nil }
        return reading.requests.map { String(decoding: $0.body, as: UTF8.self) }
    }

    @Test(arguments: [("0", ""), ("5", "hello"), ("005", "hello"), ("0000000000000000000000000005", "hello")])
    func `Content-Length delimits`(_ length: String, _ body: String) {
        #expect(bodies(post("Content-Length: \(length)\r\n", body) + get("")) == [body, ""])
    }

    @Test(arguments: [
        "+5", "-1", "0x10", "5, 5", "5,6", "5 5", "5.0", "1e3", "", "five", "٥", "5;", "\"5\"", "5_0",
    ])
    func `a sloppy Content-Length is refused`(_ value: String) {
        #expect(
            Reading.however(post("Content-Length: \(value)\r\n", "hello"))
                == Reading(refusal: .malformedContentLength))
    }

    @Test(arguments: ["5", "6"])
    func `a second Content-Length is refused`(_ other: String) {
        #expect(
            Reading.however(post("Content-Length: 5\r\ncontent-length: \(other)\r\n", "hello"))
                == Reading(refusal: .repeatedContentLength))
    }

    @Test(arguments: ["11", "9223372036854775807", "9223372036854775808", "99999999999999999999999999"])
    func `a length over the limit is refused before the body`(_ length: String) {
        var limits = HTTPLimits()
        limits.body = 10
        let refusal = HTTPRefusal.bodyTooLarge(limit: 10)
        #expect(
            Reading.however(post("Content-Length: \(length)\r\nExpect: 100-continue\r\n", ""), limits: limits)
                == Reading(refusal: refusal))
        #expect(refusal.status.code == 413)
        #expect(bodies(post("Content-Length: 10\r\n", "0123456789"), limits: limits) == ["0123456789"])
    }

    @Test(arguments: [
        "5\r\nhello\r\n0\r\n\r\n", "1\r\nh\r\n4\r\nello\r\n0\r\n\r\n", "005\r\nhello\r\n000\r\n\r\n",
        "5;a=b\r\nhello\r\n0;c\r\n\r\n", "5 ; a = \"b;\\\"c\"\r\nhello\r\n0\r\nT: u\r\nV: w\r\n\r\n",
    ])
    func `the chunked coding comes off`(_ coded: String) {
        #expect(bodies(post("Transfer-Encoding: chunked\r\n", coded) + get("")) == ["hello", ""])
        #expect(bodies(post("transfer-encoding: \t Chunked \r\n", coded)) == ["hello"])
    }

    @Test func `chunk sizes are hexadecimal in both cases`() {
        let text = String(repeating: "x", count: 0xAB)
        #expect(bodies(post("Transfer-Encoding: chunked\r\n", "aB\r\n\(text)\r\n0\r\n\r\n")) == [text])
    }

    @Test(arguments: [
        "\r\n", "g\r\n", "+5\r\nhello\r\n", "-5\r\n", "0x5\r\nhello\r\n", " 5\r\nhello\r\n",
        "5 \r\nhello\r\n",
        "5;\r\nhello\r\n", "5;a=\r\nhello\r\n", "5;a=\"b\r\nhello\r\n", "5 a\r\nhello\r\n", "5;a b\r\n",
        "5\rx\r\n",
        "5\r\nhelloX\r\n", "5\r\nhello!\r\n", "5\r\nhello0\r\n\r\n", "5;a=\u{1}\r\n", "5\r\nhello\rX",
    ])
    func `a malformed chunk is refused`(_ coded: String) {
        #expect(
            Reading.however(post("Transfer-Encoding: chunked\r\n", coded))
                == Reading(refusal: .malformedChunk))
    }

    @Test(arguments: ["5\nhello\r\n", "5\r\nhello\n", "5\r\nhello\r\n0\n", "0\r\nA: b\n"])
    func `a bare line feed in a chunked body is refused`(_ coded: String) {
        #expect(
            Reading.however(post("Transfer-Encoding: chunked\r\n", coded)) == Reading(refusal: .bareLineEnd))
    }

    @Test(arguments: ["A : b", "A", " x", ": b"])
    func `a malformed trailer is refused`(_ line: String) {
        let refusal = Reading.however(post("Transfer-Encoding: chunked\r\n", "0\r\n\(line)\r\n\r\n"))?.refusal
        #expect(refusal == .malformedField(line: 1) || refusal == .obsoleteFolding(line: 1))
    }

    @Test(arguments: ["Content-Length: 5", "transfer-encoding: chunked", "Host: b"])
    func `what frames or routes a message cannot come in a trailer`(_ line: String) {
        #expect(
            Reading.however(post("Transfer-Encoding: chunked\r\n", "0\r\nA: b\r\n\(line)\r\n\r\n"))
                == Reading(refusal: .forbiddenTrailer))
    }

    @Test(arguments: [
        "b\r\n", "ffffffff\r\n", "7fffffffffffffff\r\n", "10000000000000000\r\n", "fffffffffffffffff",
    ])
    func `a chunk over the body limit is refused at its size`(_ size: String) {
        var limits = HTTPLimits()
        limits.body = 10
        let text = post("Transfer-Encoding: chunked\r\n", size.hasSuffix("\n") ? size : size + "\r\n")
        #expect(Reading.however(text, limits: limits) == Reading(refusal: .bodyTooLarge(limit: 10)))
    }

    @Test func `chunks add up against the body limit`() {
        var limits = HTTPLimits()
        limits.body = 10
        let head = "Transfer-Encoding: chunked\r\n"
        #expect(
            bodies(post(head, "5\r\nhello\r\n5\r\nhello\r\n0\r\n\r\n"), limits: limits) == ["hellohello"])
        #expect(
            Reading.however(post(head, "5\r\nhello\r\n6\r\n"), limits: limits)
                == Reading(refusal: .bodyTooLarge(limit: 10)))
    }

    @Test(arguments: [
        String(repeating: "1\r\nx\r\n", count: 20), "1;\(String(repeating: "e", count: 99))\r\n",
        String(repeating: "0", count: 99) + "1\r\n", "0\r\n" + String(repeating: "T: u\r\n", count: 20),
    ])
    func `framing is bounded in total`(_ coded: String) {
        var limits = HTTPLimits()
        limits.chunkFraming = 80
        let refusal = HTTPRefusal.chunkFramingTooLarge(limit: 80)
        #expect(
            Reading.however(post("Transfer-Encoding: chunked\r\n", coded), limits: limits)
                == Reading(refusal: refusal))
        #expect(refusal.status.code == 413)
    }

    @Test(arguments: [
        ("Transfer-Encoding: gzip", HTTPRefusal.unknownTransferCoding),
        ("Transfer-Encoding: identity", .unknownTransferCoding),
        ("Transfer-Encoding: gzip, chunked", .unknownTransferCoding),
        ("Transfer-Encoding: xchunked", .unknownTransferCoding),
        ("Transfer-Encoding: chunked, chunked", .malformedTransferCoding),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", .malformedTransferCoding),
        ("Transfer-Encoding: chunked, gzip", .malformedTransferCoding),
        ("Transfer-Encoding: chunked,", .malformedTransferCoding),
        ("Transfer-Encoding: ,chunked", .malformedTransferCoding),
        ("Transfer-Encoding:", .malformedTransferCoding),
        ("Transfer-Encoding: \"chunked\"", .malformedTransferCoding),
        ("Transfer-Encoding: chunked;q=1", .malformedTransferCoding),
        ("Transfer-Encoding: chunked\r\nContent-Length: 5", .lengthWithTransferCoding),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked", .lengthWithTransferCoding),
        ("Content-Length: x\r\nTransfer-Encoding: gzip", .lengthWithTransferCoding),
    ])
    func `an ambiguous coding is refused`(_ lines: String, _ refusal: HTTPRefusal) {
        #expect(Reading.however(post(lines + "\r\n", "0\r\n\r\n")) == Reading(refusal: refusal))
        #expect(refusal.status.code == (refusal == .unknownTransferCoding ? 501 : 400))
    }

    @Test func `HTTP/1.0 has no transfer codings`() {
        #expect(
            Reading.however("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                == Reading(refusal: .transferCodingInHTTP10))
    }

    @Test func `good requests before a bad one are delivered`() {
        let reading = Reading.however(get("") + get("") + "bad\r\n" + get(""))
        #expect(reading?.requests.count == 2)
        #expect(reading?.refusal == .malformedRequestLine)
    }

    @Test func `every truncation is incomplete, none is an error`() {
        let text = Array(
            post("Transfer-Encoding: chunked\r\n", "5;a=\"b\"\r\nhello\r\n0\r\nT: u\r\n\r\n").utf8)
        for count in text.indices {
            #expect(Reading.however(Array(text[..<count])) == Reading(), "after \(count) bytes")
        }
    }
}
