import HTTPCore
import Testing

@testable import Access

@Suite struct `Keys` {
    private let keys: APIKeys

    init() throws {
        keys = try APIKeys(
            "# ours\n\nweb:0123456789abcdef\n  app : abcdefghijklmnop+/== \r\n0123456789ABCDEF\n")
    }

    @Test(arguments: [
        ("Bearer 0123456789abcdef", APIKeys.Verdict.key("web")),
        ("bearer   0123456789abcdef", .key("web")),
        ("Bearer abcdefghijklmnop+/==", .key("app")), ("Bearer 0123456789ABCDEF", .key("line-5")),
        ("Bearer 0123456789abcdeg", .unknown), ("Bearer 0123456789abcde", .unknown), ("Bearer", .unknown),
        ("Bearer web:0123456789abcdef", .unknown), ("Bearer a b", .unknown),
        ("Basic 0123456789abcdef", .missing), ("0123456789abcdef", .missing), ("", .missing),
        ("Bearer " + String(repeating: "x", count: 1025), .unknown),
    ])
    func `are found whole or not at all`(_ value: String, _ verdict: APIKeys.Verdict) {
        #expect(keys.verdict(on: ["authorization": value]) == verdict)
    }

    @Test func `are one in a request`() {
        #expect(keys.verdict(on: [:]) == .missing)
        var fields: HTTPFields = ["Authorization": "Bearer 0123456789abcdef"]
        fields.append("Authorization", "Bearer 0123456789abcdef")
        #expect(keys.verdict(on: fields) == .unknown)
    }

    @Test(arguments: [
        ("", APIKeys.Failure.empty), ("# nothing\n", .empty), ("short", .tooShort(line: 1)),
        ("a:b:0123456789abcdef", .malformed(line: 1)), (":0123456789abcdef", .malformed(line: 1)),
        ("\nname:0123456789äbcdef", .malformed(line: 2)), ("na/me:0123456789abcdef", .malformed(line: 1)),
        ("a:0123456789abcdef\nb:0123456789abcdef", .repeated(line: 2)),
        ("a:0123456789abcdef\na:0123456789abcdeg", .repeated(line: 2)),
        ("================", .malformed(line: 1)),
    ])
    func `are not read from anything else`(_ text: String, _ failure: APIKeys.Failure) {
        #expect(throws: failure) { try APIKeys(text) }
        #expect(!failure.description.contains("0123456789"))
    }
}
