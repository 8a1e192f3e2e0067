import CommandSupport
import Training

/// A suite's report as tables for a person, or for a model card.
struct SuiteTables {
    private let report: SuiteReport

    init(_ report: SuiteReport) {
        self.report = report
    }

    /// Columns that numbers stand under on the right.
    var text: String {
        let blocks = tables.map { padded($0).joined(separator: "\n") }
        let notes = (legend + missing).joined(separator: "\n")
        return (["model  \(report.model)  \(report.fingerprint)"] + blocks + [notes])
            .joined(separator: "\n\n")
    }

    /// Tables of GitHub's Markdown.
    var markdown: String {
        let blocks = tables.map { table in
            let rule = "| --- |" + String(repeating: " ---: |", count: table[0].count - 1)
            let lines = table.map { "| " + $0.joined(separator: " | ") + " |" }
            return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
        }
        let notes = (legend + missing).map { "- " + $0 }.joined(separator: "\n")
        return (["`\(report.model)`, weights `\(report.fingerprint)`:"] + blocks + [notes])
            .joined(separator: "\n\n")
    }

    /// Each with its header first; there is no table of what was not measured.
    private var tables: [[[String]]] {
        let columns = ["images", "right", "alone", "accepted", "right", "sure", "right", "conf.", "ECE"]
        let digits = [["digits"] + columns] + report.digits.map(Self.cells)
        let corruptions =
            [["corruptions of MNIST-C"] + columns]
            + (report.corruptions + [report.corruptionMean]).map(Self.cells)
        let outliers =
            [["not digits", "images", "AUROC", "rejected", "at 99 %", "conf."]]
            + report.outliers.map(Self.cells)
        return [digits, corruptions] + (report.outliers.isEmpty ? [] : [outliers])
    }

    private static func cells(of row: SuiteRow) -> [String] {
        [
            row.title, "\(row.count)", percent(row.accuracy), percent(row.accuracyUnnormalized),
            percent(row.accepted), percent(row.acceptedAccuracy),
            percent(row.count > 0 ? Double(row.sureCount) / Double(row.count) : nil),
            percent(row.sureAccuracy),
            fixed(row.meanConfidence, 3), fixed(row.ece, 4),
        ]
    }

    private static func cells(of row: OutlierRow) -> [String] {
        [
            row.title, "\(row.count)", fixed(row.auroc, 4), percent(row.rejected), percent(row.rejectedAt99),
            fixed(row.meanConfidence, 3),
        ]
    }

    private var legend: [String] {
        [
            "right: named rightly, in % of the column before it; alone: by the network without the normaliser",
            "accepted: taken for one digit; sure: accepted with a confidence of .95 or more; in % of all",
            "conf.: mean confidence; ECE: expected calibration error",
        ]
            + (report.outliers.isEmpty
                ? []
                : [
                    "AUROC: the chance that a digit looks more like one; rejected: not accepted, in %",
                    "at 99 %: rejected, in %, by the digit likelihood that 99 % of the digits reach",
                ])
    }

    private var missing: [String] { report.missing.map { "not measured: \($0)" } }

    private static func percent(_ share: Double?) -> String { share.map { fixed(100 * $0, 2) } ?? "" }

    /// Names on the left, under each other in all tables; numbers on the right of their columns.
    private func padded(_ table: [[String]]) -> [String] {
        let names = tables.joined().map { $0[0].count }.max() ?? 0
        let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in
            let numbers = zip(row, widths).dropFirst().map { text, width in
                String(repeating: " ", count: width - text.count + 2) + text
            }
            return row[0] + String(repeating: " ", count: names - row[0].count) + numbers.joined()
        }
    }
}
