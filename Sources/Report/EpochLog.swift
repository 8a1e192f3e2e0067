import DigitModel
import FoundationEssentials

/// The log of a run as `inkling-train fit` writes it: a CSV file with a row for each epoch.
///
/// Columns are found by name, so that others may stand between them. Epochs may be missing, as where a log was lost
/// before a run went on.
public struct EpochLog: Sendable, Equatable {
    /// One epoch.
    public struct Row: Sendable, Equatable {
        /// Counted from 1.
        public var epoch: Int
        public var learningRate: Double
        public var trainLoss: Double
        /// 0 to 1, as all accuracies.
        public var trainAccuracy: Double
        public var validationLoss: Double
        public var validationAccuracy: Double
        public var seconds: Double
    }

    /// In the order of their epochs; none after a run that finished no epoch.
    public let rows: [Row]

    /// Takes rows that are in order.
    public init(rows: [Row]) {
        self.rows = rows
    }

    /// Reads a file.
    ///
    /// - Throws: `EpochLogError`, which names the file and the line.
    public init(path: String) throws(EpochLogError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .unreadable(path: path, reason: FileFailure(error).description)
        }
        try self.init(parsing: String(decoding: data, as: UTF8.self), path: path)
    }

    init(parsing text: String, path: String) throws(EpochLogError) {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .map { (number: $0.offset + 1, fields: Self.fields($0.element)) }
        let header = lines.removeFirst().fields
        var rows: [Row] = []
        for (number, fields) in lines where fields != [""] {
            let line = Line(path: path, number: number, header: header, fields: fields)
            let row = try line.row()
            if let last = rows.last, row.epoch <= last.epoch {
                throw .notAscending(path: path, line: number, epoch: row.epoch, after: last.epoch)
            }
            rows.append(row)
        }
        self.rows = rows
        // A header alone is a log; nothing at all is none.
        if rows.isEmpty { _ = try Line(path: path, number: 1, header: header, fields: header).place("epoch") }
    }

    private static func fields(_ line: Substring) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map {
            String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
    }

    /// One line below the header.
    private struct Line {
        let path: String
        let number: Int
        let header: [String]
        let fields: [String]

        func row() throws(EpochLogError) -> Row {
            guard fields.count == header.count else {
                throw .wrongFieldCount(
                    path: path, line: number, expected: header.count, actual: fields.count)
            }
            let epoch = try value("epoch") { $0 >= 1 && $0 <= 1e9 && $0 == $0.rounded() }
            return Row(
                epoch: Int(epoch), learningRate: try value("learning_rate") { $0 >= 0 },
                trainLoss: try value("train_loss") { $0 >= 0 },
                trainAccuracy: try value("train_accuracy") { (0...1).contains($0) },
                validationLoss: try value("validation_loss") { $0 >= 0 },
                validationAccuracy: try value("validation_accuracy") { (0...1).contains($0) },
                seconds: try value("seconds") { $0 >= 0 })
        }

        func place(_ column: String) throws(EpochLogError) -> Int {
            guard let place = header.firstIndex(of: column) else {
                throw .missingColumn(path: path, column: column)
            }
            return place
        }

        private func value(_ column: String, _ isValid: (Double) -> Bool) throws(EpochLogError) -> Double {
            let text = fields[try place(column)]
            guard let number = Double(text), number.isFinite, isValid(number) else {
                throw .badValue(path: path, line: self.number, column: column, value: text)
            }
            return number
        }
    }
}
