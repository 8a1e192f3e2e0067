import Training

/// Whether confidence means what it says.
struct ReliabilitySection {
    let report: RunReport

    var html: HTML {
        Section(
            id: "reliability", heading: "Whether its confidence can be believed",
            lead:
                "Of answers given with 80 % confidence, 80 % should be right: the bars should reach the dashed line. "
                + "The expected calibration error, the mean distance from it over all answers, is "
                + "\(Figures.fixed(report.evaluation.ece, 4)). Whiskers are 95 % intervals, long where answers are few.",
            content: """
                <div class="pair">
                <figure><figcaption><strong>Accuracy</strong> by confidence; below, <strong>answers</strong> in each \
                bin, logarithmic</figcaption>
                \(ReliabilityDiagram(reliability: report.evaluation.reliability).html)</figure>
                \(table)</div>

                """
        ).html
    }

    private var table: HTML {
        let bins = report.evaluation.reliability.bins
        let count = Double(bins.count)
        return Table(
            caption: "The bins that have answers",
            head: ["confidence", "answers", "mean confidence", "accuracy"],
            rows: bins.indices.compactMap { index in
                let bin = bins[index]
                guard let confidence = bin.confidence, let accuracy = bin.accuracy else { return nil }
                let (from, to) = (100 * Double(index) / count, 100 * Double(index + 1) / count)
                return [
                    "\(Figures.fixed(from, 0)) to \(Figures.fixed(to, 0))\u{A0}%", Figures.grouped(bin.count),
                    Figures.percent(confidence, 1), Figures.percent(accuracy, 1),
                ]
            }
        ).html
    }
}
