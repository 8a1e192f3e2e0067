import CommandSupport
import Training

/// A quantisation's gains and losses as text for a person.
struct QuantizationTable {
    private let report: QuantizationReport

    init(_ report: QuantizationReport) {
        self.report = report
    }

    var text: String {
        let (before, after) = (report.original, report.quantized)
        func ratio(_ value: Double) -> String { "\(fixed(value, 2))x" }
        let rows = [
            [report.architecture, before.format, after.format, "gained"],
            ["file, bytes", "\(before.bytes)", "\(after.bytes)", "\(ratio(report.sizeRatio)) smaller"],
            [
                "accuracy, %", fixed(100 * before.accuracy, 2), fixed(100 * after.accuracy, 2),
                "\(fixed(-100 * report.accuracyLost, 2)) points",
            ],
            ["loss", fixed(before.loss, 5), fixed(after.loss, 5), fixed(before.loss - after.loss, 5)],
            [
                "calibration error", fixed(before.ece, 5), fixed(after.ece, 5),
                fixed(before.ece - after.ece, 5),
            ],
            [
                "us an image", fixed(before.microsecondsPerImage, 2), fixed(after.microsecondsPerImage, 2),
                "\(ratio(report.speedRatio)) as fast",
            ],
            [
                "in batches of \(QuantizationReport.batch)", fixed(before.microsecondsPerImageInBatches, 2),
                fixed(after.microsecondsPerImageInBatches, 2), "\(ratio(report.batchSpeedRatio)) as fast",
            ],
        ]
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let numbers = zip(row, widths).dropFirst().map { text, width in
                String(repeating: " ", count: width - text.count + 2) + text
            }
            return row[0] + String(repeating: " ", count: widths[0] - row[0].count) + numbers.joined()
        }.joined(separator: "\n")
    }
}
