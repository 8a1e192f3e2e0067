import DigitModel
import Foundation
import Testing

@testable import Training

/// What a run leaves in its folder, less what tells of time.
struct Remains: Sendable {
    private let best: Checkpoint
    private let last: Checkpoint
    private let state: Data
    /// The log's rows without speed and seconds.
    private let rows: [[Substring]]
    private let names: [String]

    init(in folder: TemporaryFolder) throws {
        func undated(_ path: String) throws -> Checkpoint {
            var checkpoint = try Checkpoint(path: path)
            checkpoint.metadata.notes["created"] = nil
            return checkpoint
        }
        let files = RunFiles(output: folder.output)
        best = try undated(files.best)
        last = try undated(files.last)
        state = try folder.bytes("run.state.safetensors")
        let log = String(decoding: try folder.bytes("run.csv"), as: UTF8.self)
        rows = log.split(separator: "\n").map { Array($0.split(separator: ",").prefix(6)) }
        names = try folder.names()
    }

    /// Compares the files, bit for bit.
    func expectSame(as expected: Remains) {
        // Judged before `#expect` sees them: it would take minutes to list what differs.
        let isSame = (
            best: best == expected.best, last: last == expected.last, state: state == expected.state
        )
        #expect(isSame.best && isSame.last && isSame.state, "\(isSame)")
        #expect(rows == expected.rows)
        #expect(names == expected.names)
    }
}
