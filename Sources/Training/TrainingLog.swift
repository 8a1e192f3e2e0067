import DigitModel
import FoundationEssentials

/// The run's CSV file: one row an epoch, replaced whole with each, so that it is never cut short.
struct TrainingLog {
    static let header =
        "epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,images_per_second,seconds\n"

    let path: String

    /// Starts the file, or keeps the rows of the first `epochs` epochs of a run that goes on.
    init(path: String, keeping epochs: Int) throws(TrainingError) {
        self.path = path
        do {
            var rows: [Substring] = []
            if epochs > 0, FileManager.default.fileExists(atPath: path),
                let text = String(bytes: try Data(contentsOf: URL(filePath: path)), encoding: .utf8)
            {
                rows = text.split(separator: "\n").filter { row in
                    Int(row.prefix { $0 != "," }).map { $0 <= epochs } ?? false
                }
            }
            let text = Self.header + rows.map { $0 + "\n" }.joined()
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
    }

    func append(_ record: EpochRecord) throws(TrainingError) {
        let row = [
            "\(record.epoch)", "\(record.learningRate)", Self.rounded(record.trainLoss),
            Self.rounded(record.trainAccuracy), Self.rounded(record.validationLoss),
            Self.rounded(record.validationAccuracy), "\(Int(record.imagesPerSecond))",
            "\(Int(record.seconds))",
        ]
        do {
            var text = try Data(contentsOf: URL(filePath: path))
            text.append(contentsOf: (row.joined(separator: ",") + "\n").utf8)
            try text.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
    }

    private static func rounded(_ value: Double) -> String {
        "\((value * 1e5).rounded() / 1e5)"
    }
}
