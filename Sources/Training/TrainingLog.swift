import DigitModel
import FoundationEssentials

/// The run's CSV file: one row an epoch, replaced whole with each, so that it is never cut short, and there again with
/// the next epoch where somebody moved it away.
struct TrainingLog {
    static let header =
        "epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,images_per_second,seconds\n"

    let path: String

    /// All that the file holds.
    private var text: String

    /// Starts the file, or keeps the rows of the first `epochs` epochs of a run that goes on.
    init(path: String, keeping epochs: Int) throws(TrainingError) {
        self.path = path
        text = Self.header
        do {
            var rows: [Substring] = []
            if epochs > 0, FileManager.default.fileExists(atPath: path),
                let text = String(bytes: try Data(contentsOf: URL(filePath: path)), encoding: .utf8)
            {
                rows = text.split(separator: "\n").filter { row in
                    Int(row.prefix { $0 != "," }).map { $0 <= epochs } ?? false
                }
            }
            text += rows.map { $0 + "\n" }.joined()
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
        try write()
    }

    /// Adds an epoch's row.
    ///
    /// - Throws: `TrainingError.unwritable`.
    mutating func append(_ record: EpochRecord) throws(TrainingError) {
        let row = [
            "\(record.epoch)", "\(record.learningRate)", Self.rounded(record.trainLoss),
            Self.rounded(record.trainAccuracy), Self.rounded(record.validationLoss),
            Self.rounded(record.validationAccuracy), "\(Int(record.imagesPerSecond))",
            "\((record.seconds * 100).rounded() / 100)",
        ]
        text += row.joined(separator: ",") + "\n"
        try write()
    }

    private func write() throws(TrainingError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
    }

    private static func rounded(_ value: Double) -> String {
        "\((value * 1e5).rounded() / 1e5)"
    }
}
