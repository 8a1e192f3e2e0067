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

@Suite struct `SHA-256` {
    // FIPS 180-4's examples, and sha256sum's answers at the edges of a block.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 55),
            "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"
        ),
        (
            String(repeating: "a", count: 56),
            "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"
        ),
        (
            String(repeating: "a", count: 64),
            "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
        ),
        (
            String(repeating: "a", count: 1000),
            "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
        ),
    ])
    func `is what others compute`(_ text: String, _ digest: String) {
        let hexadecimal = SHA256(of: text.utf8).words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }
        #expect(hexadecimal.joined() == digest)
    }
}
