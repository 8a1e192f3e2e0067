import Training

/// The figures that a reader asks for first.
struct HeadlineSection {
    let report: RunReport

    var html: HTML {
        Section(
            id: "figures", heading: "In short", lead: "",
            content: "<dl class=\"headline\">\n\(.joined(figures.map(tile)))</dl>\n"
        ).html
    }

    private struct Figure {
        let name: String
        let value: String
        let note: String
    }

    private var figures: [Figure] {
        let evaluation = report.evaluation
        let count = evaluation.count
        let interval = count > 0 ? WilsonInterval(hits: evaluation.rightCount, trials: count) : nil
        let seconds = report.log?.rows.reduce(0) { $0 + $1.seconds }
        return [
            Figure(
                name: "Accuracy", value: Figures.percent(evaluation.accuracy),
                note: interval.map {
                    "95\u{A0}% interval \(Figures.fixed(100 * $0.lower, 2)) to \(Figures.percent($0.upper))"
                } ?? "no test images"),
            Figure(
                name: "Errors", value: Figures.grouped(evaluation.errorCount),
                note: "of \(Figures.grouped(count)) test images"),
            Figure(
                name: "Loss", value: Figures.significant(evaluation.loss, 3),
                note: "mean cross-entropy, nats"),
            Figure(
                name: "Calibration error", value: Figures.fixed(evaluation.ece, 4),
                note: "ECE, \(report.evaluation.reliability.bins.count) bins"),
            Figure(name: "Parameters", value: Figures.grouped(report.model.parameters), note: "trained"),
            Figure(
                name: "Multiply-adds", value: Figures.rounded(report.model.multiplyAdds),
                note: "for one image"),
            Figure(name: "File size", value: Figures.bytes(report.fileSize), note: "safetensors"),
            Figure(
                name: "Training time", value: seconds.map(Figures.duration) ?? "not known",
                note: report.log.map { $0.rows.count == 1 ? "1 epoch" : "\($0.rows.count) epochs" }
                    ?? "there is no log"),
            Figure(
                name: "Seed", value: report.notes["seed"] ?? "not noted",
                note: "same seed, same weights"),
        ]
    }

    private func tile(_ figure: Figure) -> HTML {
        """
        <div><dt>\(figure.name)</dt><dd><strong>\(figure.value)</strong> <span>\(figure.note)</span></dd></div>

        """
    }
}
