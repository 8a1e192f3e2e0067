import DigitModel
import Files
import FoundationEssentials
import Glibc
import MNISTData
import Neural
import Report
import Training

/// Puts a report on disk: the page, and the network's summary beside it.
struct ReportWriter {
    /// Where the page goes.
    let path: String

    /// Checks where page and summary go.
    ///
    /// - Parameter others: what the command reads, or writes too.
    /// - Throws: `UnfitOutput`.
    init(path: String, besides others: [String]) throws(UnfitOutput) {
        self.path = path
        for path in [path, RunFiles.summary(beside: path)] { _ = try OutputFile(path, besides: others) }
    }

    /// The log to report on: the one that was named, which must be there, else the one beside the checkpoint if there
    /// is one.
    static func log(named name: String?, beside files: RunFiles) throws(EpochLogError) -> EpochLog? {
        if let name { return try EpochLog(path: name) }
        return FileManager.default.fileExists(atPath: files.log) ? try EpochLog(path: files.log) : nil
    }

    /// Makes the folder and finds out whether both files can be written, before the work that they tell of.
    ///
    /// - Throws: `TrainingError.unwritable`.
    func prepare() throws(TrainingError) {
        for path in [path, RunFiles.summary(beside: path)] {
            // What a writer does, under a name of its own: what is there already stays.
            let trial = path + ".trial"
            do throws(TrainingError) {
                try write("", to: trial)
            } catch .unwritable(_, let reason) {
                throw .unwritable(path: path, reason: reason)
            }
            unsafe _ = unlink(trial)
        }
    }

    /// Measures a checkpoint, as it is served, and writes both files, each whole or not at all.
    ///
    /// - Throws: `TrainingError.unwritable`, `CheckpointError.unreadable`.
    @discardableResult
    func write(
        _ checkpoint: Checkpoint, at model: String, on test: LabelledImages, log: EpochLog?, team: Team
    ) throws -> RunReport {
        let report = RunReport(
            measuring: checkpoint, fileSize: try size(of: model), on: test, log: log, team: team)
        try write(report.page, to: path)
        try write(report.model.text, to: RunFiles.summary(beside: path))
        return report
    }

    private func size(of path: String) throws(CheckpointError) -> Int {
        do {
            return try Data(contentsOf: URL(filePath: path)).count
        } catch {
            throw .unreadable(path: path, reason: FileFailure(error).description)
        }
    }

    private func write(_ text: String, to path: String) throws(TrainingError) {
        let url = URL(filePath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
    }
}
