import Testing

@testable import HTTPCore

@Suite struct `A traceparent` {
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    private static let parent = "b7ad6b7169203331"
    private static let whole = "00-\(trace)-\(parent)-01"

    @Test(arguments: [
        (whole, whole), ("00-\(trace)-\(parent)-00", "00-\(trace)-\(parent)-00"),
        ("00-\(trace)-\(parent)-ff", whole), ("01-\(trace)-\(parent)-03", whole),
        ("cc-\(trace)-\(parent)-01-what-the-future-brings", whole),
    ])
    func `is passed on as version 00 has it`(_ value: String, _ passed: String) {
        #expect(TraceParent(value)?.description == passed)
    }

    @Test(arguments: [
        "", "00", String(whole.dropLast()), whole + "0", whole + "-", whole + "-00",
        "ff-\(trace)-\(parent)-01",
        "cc-\(trace)-\(parent)-01x", whole.uppercased(),
        "00-\(String(repeating: "0", count: 32))-\(parent)-01",
        "00-\(trace)-\(String(repeating: "0", count: 16))-01", "00_\(trace)-\(parent)-01",
        "00-\(trace)x-\(parent.dropLast())-01", "0x-\(trace)-\(parent)-01", "00-\(trace)-\(parent)-0g",
        " \(whole)", "00-\(trace)-\(parent)-\u{661}1",
    ])
    func `that breaks the grammar is none`(_ value: String) {
        #expect(TraceParent(value) == nil)
    }

    @Test(arguments: [
        ("traceparent: \(whole)\r\n", whole), ("TraceParent: \(whole)\r\n", whole), ("", nil),
        ("traceparent: \(whole)\r\ntraceparent: \(whole)\r\n", nil), ("traceparent: x\r\n", nil),
    ])
    func `is in the answer and the exchange, if it is sound and alone`(
        _ fields: String, _ passed: String?
    ) throws {
        var bench = Bench()
        bench.feed("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        _ = try bench.handled()
        let (text, log) = try bench.exchange()
        #expect(text.contains("Traceparent: ") == (passed != nil))
        if let passed { #expect(text.contains("\r\nTraceparent: \(passed)\r\n")) }
        #expect(log.trace?.description == passed)
    }
}
