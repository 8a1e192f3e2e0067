import HTTPCore
import Testing

@Suite struct `Header fields` {
    @Test(arguments: [
        ("X: y", "y"), ("X:y", "y"), ("X: \t y \t", "y"), ("X:", ""), ("x: a:b", "a:b"),
        ("X: a b\tc", "a b\tc"),
        ("X: !\"#$%&'()", "!\"#$%&'()"), ("X: \"\\\"\"", "\"\\\"\""),
    ])
    func `a value loses only the blanks around it`(_ line: String, _ value: String) {
        #expect(Reading.however(get("\(line)\r\n"))?.requests.first?.fields["x"] == value)
    }

    @Test func `bytes beyond ASCII are kept apart`() throws {
        let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + [0xE9, 0xFF] + Array("\r\n\r\n".utf8)
        #expect(Reading.however(bytes)?.requests.first?.fields["X"] == "\u{E9}\u{FF}")
    }

    @Test func `repeated fields stay repeated, in order`() throws {
        let fields = try #require(Reading.however(get("A: 1\r\nB: 2\r\na: 3\r\n"))?.requests.first?.fields)
        #expect(fields.map(\.name) == ["Host", "A", "B", "a"])
        #expect(fields.values(for: "A") == ["1", "3"])
        #expect(fields["a"] == "1")
    }

    @Test(arguments: [
        "X : y", "X\t: y", ": y", "X", "X y: z", "X\u{0}: y", "X: \u{0}", "X: a\u{1}b", "X: \u{7F}",
        "X: a\rb",
        "X(: y", "X: y\r", "é: y", "\u{FEFF}X: y",
    ])
    func `a malformed field line is refused`(_ line: String) {
        #expect(Reading.however(get("\(line)\r\n")) == Reading(refusal: .malformedField(line: 2)))
    }

    @Test(arguments: ["Content_Length", "TRANSFER_ENCODING"])
    func `framing in disguise is refused`(_ name: String) {
        #expect(Reading.however(get("\(name): 0\r\n")) == Reading(refusal: .disguisedFraming(line: 2)))
        #expect(Reading.however(get("X_\(name): 0\r\n"))?.requests.count == 1)
    }

    @Test(arguments: [" folded", "\tfolded", " X: y", " "])
    func `a folded line is refused`(_ line: String) {
        #expect(Reading.however(get("X: y\r\n\(line)\r\n")) == Reading(refusal: .obsoleteFolding(line: 3)))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\n",
        "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
    func `a bare line feed is refused`(_ text: String) {
        #expect(Reading.however(text) == Reading(refusal: .bareLineEnd))
    }

    @Test func `one empty line before a request is forgiven`() {
        #expect(Reading.however("\r\n" + get(""))?.requests.count == 1)
        #expect(Reading.however(get("") + "\r\n" + get(""))?.requests.count == 2)
        #expect(Reading.however("\r\n\r\n" + get("")) == Reading(refusal: .malformedRequestLine))
    }

    @Test(arguments: [
        "a", "a.example:80", "A-b_c.d~", "127.0.0.1:8080", "a:", "xn--e1afmkfd", "[::1]", "[::1]:8080",
        "[::]",
        "[1::]", "[1:2:3:4:5:6:7:8]", "[2001:DB8::1]", "[1:2:3:4:5:6:7::]", "[::ffff:192.0.2.1]",
        "[1:2:3:4:5:6:0.0.0.255]", "[v1.a:b]", "[VF.~]",
    ])
    func `a host with an optional port is accepted`(_ host: String) {
        #expect(Reading.however("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")?.requests.count == 1)
    }

    @Test(arguments: [
        "", "a b", "a/b", "u@a", "a:b", "a:99999", "a:1:2", "[::1", "[::1]x", "[a]", "::1", "a, b",
        "http://a", "a?",
        "a#", "a%2", "[::1]:x", ":80", "a%20b", "a,b", "a;b", "a:+1", "a:0x50", "[]", "[:]", "[1:]", "[:1]",
        "[:::]",
        "[1::2::3]", "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[1:2:3:4:5:6:7:8::]", "[::12345]", "[::g]",
        "[::1.2.3]", "[::1.2.3.256]", "[::1.2.3.04]", "[1.2.3.4::]", "[::1.2.3.4:5]",
        "[1:2:3:4:5:6:7:1.2.3.4]",
        "[::1%25eth0]", "[v.a]", "[v1.]", "[v1a]", "[1]", "[127.0.0.1]",
    ])
    func `a malformed Host is refused`(_ host: String) {
        #expect(
            Reading.however("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n") == Reading(refusal: .malformedHost))
        #expect(
            Reading.however("GET / HTTP/1.0\r\nHost: \(host)\r\n\r\n") == Reading(refusal: .malformedHost))
    }

    @Test func `there is exactly one Host`() {
        #expect(Reading.however("GET / HTTP/1.1\r\n\r\n") == Reading(refusal: .missingHost))
        #expect(Reading.however("GET / HTTP/1.0\r\n\r\n")?.requests.count == 1)
        #expect(Reading.however(get("Host: a\r\n")) == Reading(refusal: .repeatedHost))
        #expect(
            Reading.however("GET http://a/ HTTP/1.1\r\n\r\n") == Reading(refusal: .missingHost))
    }

    @Test func `the largest head passes and one byte more is 431`() {
        var limits = HTTPLimits()
        limits.head = 100
        func head(_ size: Int) -> String { get("X: \(String(repeating: "y", count: size - 32))\r\n") }
        #expect(head(100).utf8.count == 100)
        #expect(Reading.however(head(100), limits: limits)?.requests.count == 1)
        let refusal = HTTPRefusal.headTooLarge(limit: 100)
        #expect(Reading.however(head(101), limits: limits) == Reading(refusal: refusal))
        #expect(
            Reading.however(String(head(101).dropLast("\r\n\r\n".count)), limits: limits)
                == Reading(refusal: refusal))
        #expect(refusal.status.code == 431)
    }

    @Test func `the most fields pass and one more is 431`() {
        var limits = HTTPLimits()
        limits.fieldCount = 3
        #expect(Reading.however(get("A: 1\r\nB: 2\r\n"), limits: limits)?.requests.count == 1)
        #expect(
            Reading.however(get("A: 1\r\nB: 2\r\nC: 3\r\n"), limits: limits)
                == Reading(refusal: .tooManyFields(limit: 3)))
    }

    @Test(arguments: ["100-continue", "100-Continue", "100-continue,,100-continue", ""])
    func `only 100-continue may be expected`(_ value: String) {
        #expect(Reading.however(get("Expect: \(value)\r\n"))?.requests.count == 1)
        #expect(Reading.however(get("Expect: x\(value)\r\n")) == Reading(refusal: .unknownExpectation))
        #expect(Reading.however("GET / HTTP/1.0\r\nExpect: x\r\n\r\n")?.requests.count == 1)
    }
}
