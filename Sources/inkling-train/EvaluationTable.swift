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

    /// Numbers stand on the right; names, with the numbers that the matrix has, on the left.
    private var perClass: [String] {
        let isNamed = result.hasNamedClasses
        let classes = result.classLabels.enumerated().map { isNamed ? "\($0) \($1)" : $1 }
        let width = classes.map(\.count).reduce(5, max)
        func first(_ text: String) -> String { isNamed ? filled(text, width) : padded(text, width) }
        return [first(isNamed ? "class" : "digit") + "  precision  recall      f1  images"]
            + zip(classes, result.perClass).map { name, report in
                first(name) + padded(fixed(report.precision, 4), 11)
                    + padded(fixed(report.recall, 4), 8)
                    + padded(fixed(report.f1, 4), 8)
                    + padded("\(report.support)", 8)
            }
    }

    private var confusion: [String] {
        ["rows: what it is; columns: what was answered"]
            + [padded("", 5) + result.confusionMatrix.indices.map { padded("\($0)", 6) }.joined()]
            + result.confusionMatrix.enumerated().map { label, row in
                padded("\(label)", 5) + row.map { padded($0 == 0 ? "." : "\($0)", 6) }.joined()
            }
    }

    private func filled(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
