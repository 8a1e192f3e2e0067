/// The worst errors as pictures, each with what the network thought.
struct MisreadingsSection {
    let report: RunReport

    private var names: ClassNames { ClassNames(report.evaluation) }

    var html: HTML {
        let shown = report.misreadings
        let lead =
            switch (report.evaluation.errorCount, shown.count) {
            case (0, _): "None: every test image is read rightly."
            case (1, _): "The one test image that is read wrongly."
            case (let all, let count) where all == count:
                "All \(all) test images that are read wrongly, those with the highest loss first."
            case (let all, let count):
                "\(count) of the \(Figures.grouped(all)) test images that are read wrongly, those with the highest loss first."
            }
        let items: [HTML] = shown.map(item)
        return Section(
            id: "errors", heading: "The worst errors",
            lead: shown.isEmpty ? lead : lead + " Bold and blue: what it is.",
            content: shown.isEmpty ? "" : "<ul class=\"gallery\">\n\(.joined(items))</ul>\n"
        ).html
    }

    private func item(_ reading: Misreading) -> HTML {
        let top = reading.ranking.prefix(3).map { ($0, reading.probabilities[$0]) }
        let picture = Picture(ink: reading.pixels, width: reading.width, height: reading.height)
        return """
            <li>\(picture.html("Test image \(reading.index), labelled \(names[reading.label])", style: "ink"))
            <p><strong>\(names[reading.label])</strong> read as <strong>\(names[reading.ranking.first ?? 0])</strong></p>
            \(ProbabilityBars(classes: top, label: reading.label, names: names).html)
            <p class="note">image \(Figures.grouped(reading.index)), loss \(Figures.fixed(Double(reading.loss), 2))</p></li>

            """
    }
}
