import FoundationEssentials
import TestSupport
import Testing

@testable import JSON

@Suite struct `A JSON text` {
    @Test(
        arguments: [
            ("null", .null), (" true\n", .bool(true)), ("\t\rfalse ", .bool(false)),
            ("0", .number(0)), ("-0", .number(0)), ("-12.50e+1", .number(-125)), ("1E-2", .number(0.01)),
            (#""""#, .string("")), (#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u0041\u00e9\uD83D\uDE00\u0000""#, .string("Aé😀\0")), (#""٣é😀""#, .string("٣é😀")),
            ("[]", .array([])), ("[ ]", .array([])), ("{ }", .object([:])),
            ("[1,[2,[]],{}]", .array([.number(1), .array([.number(2), .array([])]), .object([:])])),
            (#"{"a":{"b":[null]},"":1}"#, .object(["a": .object(["b": .array([.null])]), "": .number(1)])),
            ("\u{FEFF}{}", .object([:])),
        ] as [(String, JSONTree)])
    func `is read`(_ text: String, _ tree: JSONTree) throws {
        #expect(try JSONTree(reading: Array(text.utf8)) == tree)
    }

    @Test(
        arguments: [
            ("", 0), ("  ", 2), ("nul", 3), ("nulL", 3), ("True", 0), ("NaN", 0), ("+1", 0), ("01", 1),
            ("-", 1),
            (".5", 0), ("1.", 2), ("1.e2", 2), ("1e", 2), ("1e+", 3), ("0x10", 1), ("1 2", 2), ("{}{}", 2),
            ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3), ("[1", 2), ("[1}", 2), ("]", 0), ("{", 1), ("{]", 1),
            (#"{"a" 1}"#, 5), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), (#"{"a":1"b":2}"#, 6), ("{a:1}", 1),
            ("{1:1}", 1),
            ("{'a':1}", 1), (#"{"a":1]"#, 6), (#"""#, 1), (#""abc"#, 4), (#""\"#, 3), (#""\""#, 3),
            ("\"a\nb\"", 2), ("\"a\0b\"", 2), ("\"\u{1F}\"", 1), ("/* */ 1", 0), ("1 // one", 2), ("\0", 0),
            ("\u{A0}1", 0), ("0123456789abcdef", 1),
        ] as [(String, Int)])
    func `is refused at the first byte that cannot stand there`(_ text: String, _ offset: Int) {
        #expect(throws: JSONReader.Failure.unexpected(at: offset)) {
            try JSONTree(reading: Array(text.utf8))
        }
    }

    @Test(
        arguments: [
            #"\u12"#, #"\u123g"#, #"\u 123"#, #"\x41"#, #"\'"#, #"\ud800"#, #"\ud800x"#, #"\ud800\n"#,
            #"\ud800\u0041"#,
            #"\udc00"#, #"\ude00\ud83d"#, #"\U0041"#,
        ])
    func `is refused for an escape that means nothing`(_ escape: String) {
        #expect(throws: JSONReader.Failure.brokenString(at: 1)) {
            try JSONTree(reading: Array("[\"\(escape)\"]".utf8))
        }
    }

    @Test(
        arguments: [
            [0xFF], [0x80], [0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func `is refused where it is not UTF-8, wherever that is`(_ bytes: [UInt8]) {
        for place in 0..<40 {
            let text = [0x22] + [UInt8](repeating: 0x61, count: place) + bytes + [0x62, 0x22]
            #expect(throws: JSONReader.Failure.brokenString(at: 0)) { try JSONTree(reading: text) }
        }
    }

    /// The scan goes by eight: every byte that means something is found at every offset.
    @Test func `has its strings end where they end`() throws {
        for length in 0..<70 {
            let content = String(repeating: "A", count: length)
            #expect(try JSONTree(reading: Array("\"\(content)\"".utf8)) == .string(content))
            #expect(
                try JSONTree(reading: Array("\"\(content)\\n\(content)\"".utf8))
                    == .string("\(content)\n\(content)"))
            #expect(throws: JSONReader.Failure.unexpected(at: length + 1)) {
                try JSONTree(reading: Array("\"\(content)\u{1}\(content)\"".utf8))
            }
        }
    }

    @Test(arguments: ["[", #"{"a":"#])
    func `may be nested 512 deep and no deeper`(_ opening: String) throws {
        let closing = opening == "[" ? "]" : "}"
        func text(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: opening, count: depth - 1) + (opening == "[" ? "[" : "{")
                    + String(repeating: closing, count: depth)).utf8)
        }
        _ = try JSONTree(reading: text(512))
        #expect(throws: JSONReader.Failure.tooDeep(limit: 512)) { try JSONTree(reading: text(513)) }
    }

    @Test func `is left where what is not wanted is skipped`() throws {
        var reader = JSONReader(Array(#"[{"a":[1,{"b":[]}],"c":"]}"},7]"#.utf8))
        #expect(try reader.value() == .array)
        #expect(try reader.nextElement())
        #expect(try reader.value() == .object)
        #expect(try reader.nextName()?.elementsEqual("a".utf8) == true)
        #expect(try reader.value() == .array)
        try reader.skipRest()
        #expect(try reader.nextName()?.elementsEqual("c".utf8) == true)
        #expect(try reader.value() == .string(ArraySlice("]}".utf8)))
        #expect(try reader.nextName() == nil)
        #expect(try reader.nextElement())
        #expect(try reader.value() == .number(ArraySlice("7".utf8)))
        #expect(try reader.nextElement() == false)
        try reader.end()
    }

    /// No number of these is beyond a Double, where Foundation's decoder is at its end.
    ///
    /// Sound texts, then the same with bytes replaced, inserted and taken out: both read the same or neither reads it.
    @Test func `is read as Foundation reads it`() throws {
        var random = SplitMix64(seed: 20)
        var (sound, broken) = (0, 0)
        for _ in 0..<6_000 {
            var text = Array(Self.text(depth: 4, &random).utf8)
            for _ in 0..<Int.random(in: 0...2, using: &random) { Self.damage(&text, &random) }
            let ours: JSONTree?
            do throws(JSONReader.Failure) { ours = try JSONTree(reading: text) } catch { ours = nil }
            let theirs = try? JSONDecoder().decode(JSONTree.self, from: Data(text))
            // Foundation also takes a comma behind the last element.
            let isRefused = ours == nil && Self.hasTrailingComma(text)
            #expect(isRefused || ours == theirs, "\(String(decoding: text, as: UTF8.self))")
            if ours == nil { broken += 1 } else { sound += 1 }
        }
        #expect(min(sound, broken) > 1_500)
    }

    private static func hasTrailingComma(_ text: [UInt8]) -> Bool {
        let bytes = text.filter { $0 > 0x20 }
        return zip(bytes, bytes.dropFirst()).contains {
            $0 == UInt8(ascii: ",") && ($1 == UInt8(ascii: "]") || $1 == UInt8(ascii: "}"))
        }
    }

    private static func text(depth: Int, _ random: inout SplitMix64) -> String {
        let blank = [" ", "\n", "", "", "", "\t", "\r\n"].randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
        case 0: return blank + (["null", "true", "false"].randomElement(using: &random) ?? "")
        case 1: return "\(Int.random(in: -1000...1000, using: &random))" + blank
        case 2: return "\(Double.random(in: -1...1, using: &random))"
        case 3: return (["1e1", "-0.25E-2", "12E+1", "0.0"].randomElement(using: &random) ?? "") + blank
        case 4, 5: return blank + string(&random)
        case 6, 7:
            let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                text(depth: depth - 1, &random)
            }
            return "[" + blank + elements.joined(separator: ",") + "]"
        default:
            let members = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                string(&random) + blank + ":" + text(depth: depth - 1, &random)
            }
            return "{" + members.joined(separator: blank + ",") + blank + "}"
        }
    }

    private static func string(_ random: inout SplitMix64) -> String {
        let pieces = [
            "a", "image", "A/+=", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\uD83D\\uDE00", "é", "😀",
            "0123456789abcdef",
        ]
        return "\""
            + (0..<Int.random(in: 0...5, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined() + "\""
    }

    private static func damage(_ text: inout [UInt8], _ random: inout SplitMix64) {
        let wanted = Array(#"{}[]",:\u+-1"#.utf8) + [0x1F, 0x20, 0x0A, 0x80, 0xC3, 0xFF]
        let byte = wanted.randomElement(using: &random) ?? 0
        let place = Int.random(in: 0...text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.insert(byte, at: place)
        case 1 where place < text.count: text[place] = byte
        case 2 where place < text.count: text.remove(at: place)
        default: break
        }
    }
}
