import FoundationEssentials
import TestSupport
import Testing

@testable import DigitAPI

@Suite struct `Written JSON` {
    private struct Pair: JSONWritable {
        let left: [Int]
        let right: String?

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("left", left)
                json.member("right", right)
                json.member("none", [Bool]())
            }
        }
    }

    private func text(_ value: some JSONWritable) throws -> String {
        String(decoding: try #require(JSONWriter(value).text), as: UTF8.self)
    }

    @Test func `has its commas between members and elements`() throws {
        #expect(try text([Int]()) == "[]")
        #expect(try text([[1], [], [2, -3]]) == "[[1],[],[2,-3]]")
        #expect(
            try text([Pair(left: [1, 2], right: "a"), Pair(left: [], right: nil)])
                == #"[{"left":[1,2],"right":"a","none":[]},{"left":[],"right":null,"none":[]}]"#)
    }

    @Test(arguments: [
        (0, "0"), (-0.0, "-0"), (1, "1"), (0.1, "0.1"), (100, "100"), (1e-5, "1e-05"), (1.5e-300, "1.5e-300"),
        (1e16, "1e+16"),
        (0.30000000000000004, "0.30000000000000004"),
    ])
    func `has the shortest digits of a number`(_ number: Double, _ digits: String) throws {
        #expect(try text(number) == digits)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `cannot have a number that is none`(_ number: Double) {
        #expect(JSONWriter([0, number, 1]).text == nil)
        #expect(JSONWriter([0, Float(number), 1]).text == nil)
    }

    @Test func `has the numbers and texts that Foundation writes`() throws {
        var random = SplitMix64(seed: 20)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        func theirs(_ value: some Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        let floats = (0..<2_000).map { _ in Float(bitPattern: UInt32.random(in: 0 ... .max, using: &random)) }
            .filter(\.isFinite)
        #expect(try text(floats) == theirs(floats))
        let doubles = (0..<2_000).map { _ in Double(bitPattern: UInt64.random(in: 0 ... .max, using: &random))
        }
        .filter(\.isFinite)
        #expect(try text(doubles) == theirs(doubles))
        let probabilities = (0..<2_000).map { _ in Float.random(in: 0...1, using: &random) }
        #expect(try text(probabilities) == theirs(probabilities))

        // A character that has a short escape in one is a longer one in the other: what is read back is the same.
        let texts = (0..<0x300).map { "\(Unicode.Scalar($0) ?? "x")/😀" }
        let bytes = try #require(JSONWriter(texts).text)
        #expect(try JSONDecoder().decode([String].self, from: Data(bytes)) == texts)
    }
}
