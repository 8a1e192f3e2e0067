import FoundationEssentials
import FuzzTargets
import Testing

/// What the fuzzer has found worth keeping is fed again.
struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fuzz/Corpus").standardized

    private static func inputs(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
        let folder = folder.appending(path: target.name).path()
        return try FileManager.default.contentsOfDirectory(atPath: folder).map {
            ($0, Array(try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))))
        }
    }

    @Test(arguments: FuzzTarget.all.map(\.name))
    func `the corpus breaks nothing, whole and with a byte less`(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let inputs = try Self.inputs(of: target)
        #expect(inputs.count > 10, "the corpus is missing")
        for (name, bytes) in inputs {
            #expect(throws: Never.self, "\(name)") { try target.run(bytes) }
            for place in stride(from: 0, to: bytes.count, by: 7) {
                var shorter = bytes
                shorter.remove(at: place)
                #expect(throws: Never.self, "\(name) without byte \(place)") { try target.run(shorter) }
            }
        }
    }
}
