import CommandSupport
import Training

/// An evaluation as text for a person.
struct EvaluationTable {
    private let result: Evaluation

    init(_ result: Evaluation) {
        self.result = result
    }

    var text: String {
        ([summary, ""] + perClass + [""] + confusion).joined(separator: "\n")
    }

    private var summary: String {
        let wrong = result.count - Int((result.accuracy * Double(result.count)).rounded())
        return """
            accuracy           \(fixed(100 * result.accuracy, 2)) %  (\(wrong) of \(result.count) wrong)
            loss               \(fixed(result.loss, 5))
            calibration error  \(fixed(result.ece, 5))
            """
    }

    private var perClass: [String] {
        ["digit  precision  recall      f1  images"]
            + result.perClass.enumerated().map { digit, report in
                padded("\(digit)", 5) + padded(fixed(report.precision, 4), 11)
                    + padded(fixed(report.recall, 4), 8)
                    + padded(fixed(report.f1, 4), 8)
                    + padded("\(report.support)", 8)
            }
    }

    private var confusion: [String] {
        ["rows: what it is; columns: what was answered"]
            + [padded("", 5) + result.confusionMatrix.indices.map { padded("\($0)", 6) }.joined()]
            + result.confusionMatrix.enumerated().map { digit, row in
                padded("\(digit)", 5) + row.map { padded($0 == 0 ? "." : "\($0)", 6) }.joined()
            }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
