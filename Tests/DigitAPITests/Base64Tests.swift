import FoundationEssentials
import TestSupport
import Testing

@testable import DigitAPI

@Suite struct `Base64 text` {
    private func decoded(_ text: String) -> [UInt8]? { Base64.decoded(ArraySlice(text.utf8)) }

    /// RFC 4648 §10.
    @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
    func `of the standard's examples`(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(decoded(Data(bytes).base64EncodedString()) == bytes)
    }

    @Test func `has each of its 64 digits in each place`() {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in alphabet.enumerated() {
            for place in 0..<4 {
                let text =
                    String(repeating: "A", count: place) + String(digit)
                    + String(repeating: "A", count: 3 - place)
                let bits = value << (18 - 6 * place)
                #expect(decoded(text) == [UInt8(bits >> 16), UInt8(bits >> 8 & 255), UInt8(bits & 255)])
            }
        }
    }

    @Test(arguments: [
        "A", "AA", "AAA", "AAAAA", "=", "==", "====", "A===", "AA=", "AA=A", "AAA=A", "AAA=AAAA", "AA==AAAA",
        "AAAA=",
        "AAAA====", "AAA==", "AA===", "-_-_", "AAA\0", "AAA\t", "AAA*", "AAÀ", "AAAA!", "AA==!", "AAAAAAAAé",
    ])
    func `is refused where it is none`(_ text: String) {
        #expect(decoded(text) == nil)
    }

    @Test(arguments: ["\r\n", "\n", " ", " \r\n  "])
    func `may have its lines broken anywhere`(_ gap: String) {
        let bytes = (0..<100).map { UInt8($0 * 37 & 255) }
        for length in 0..<bytes.count {
            let plain = Data(bytes[..<length]).base64EncodedString()
            for width in [1, 2, 3, 4, 5, 76] {
                let lines =
                    plain.enumerated().map { ($0 % width == 0 ? gap : "") + String($1) }.joined() + gap
                #expect(decoded(lines) == Array(bytes[..<length]))
            }
        }
    }

    /// Groups of four, the last padded with one or two `=` or with none.
    private func isWhole(_ digits: [UInt8]) -> Bool {
        let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return digits.count % 4 == 0 && padding <= 2 && !digits.dropLast(padding).contains(UInt8(ascii: "="))
    }

    /// Of random bytes, with a byte or two then replaced, inserted or taken out: the same bytes or the same refusal.
    @Test func `is read as Foundation reads it`() {
        var random = SplitMix64(seed: 20)
        let oddities = Array("=*-_A/\n\r \t\0".utf8) + [0x80, 0xFF]
        var (sound, broken) = (0, 0)
        for _ in 0..<10_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            var text = Array(Data(bytes).base64EncodedData())
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let place = Int.random(in: 0...text.count, using: &random)
                let byte = oddities.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text.insert(byte, at: place)
                case 1 where place < text.count: text[place] = byte
                case 2 where place < text.count: text.remove(at: place)
                default: break
                }
            }
            let digits = text.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x20 }
            // Foundation also takes more padding than there should be, and digits behind it.
            let theirs = isWhole(digits) ? Data(base64Encoded: Data(digits)).map { [UInt8]($0) } : nil
            #expect(Base64.decoded(text[...]) == theirs, "\(String(decoding: text, as: UTF8.self))")
            if theirs == nil { broken += 1 } else { sound += 1 }
        }
        #expect(min(sound, broken) > 1_500)
    }
}
