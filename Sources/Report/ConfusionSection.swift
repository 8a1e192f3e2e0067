import Training

/// What was taken for what, and how each class fares.
struct ConfusionSection {
    let evaluation: Evaluation

    private var names: ClassNames { ClassNames(evaluation) }

    var html: HTML {
        Section(
            id: "confusion", heading: "What is taken for what",
            lead:
                "Rows are what an image is, columns what it is read as. Blue cells are read rightly; the deeper the "
                + "orange, the more often one is mistaken for the other."
                + (names.areNamed ? " The table has the classes\u{2019} names." : ""),
            content: "<div class=\"pair\">\n\(matrix)\(classes)</div>\n"
        ).html
    }

    private var matrix: HTML {
        let counts = evaluation.confusionMatrix
        let most =
            counts.indices.flatMap { row in
                counts[row].indices.filter { $0 != row }.map { counts[row][$0] }
            }.max() ?? 0
        let heads: [HTML] = counts.indices.map { "<th scope=\"col\">\($0)</th>" }
        let rows: [HTML] = counts.indices.map { label in
            let cells = counts[label].indices.map { cell(counts[label][$0], label, $0, most: most) }
            return """
                <tr><th scope="row">\(label)</th>\(.joined(cells))</tr>

                """
        }
        return """
            <div class="scroll"><table class="confusion">
            <caption>Confusion matrix: images by label (rows) and answer (columns)</caption>
            <thead><tr><td></td>\(.joined(heads))</tr></thead>
            <tbody>
            \(.joined(rows))</tbody>
            </table></div>

            """
    }

    private func cell(_ count: Int, _ label: Int, _ answer: Int, most: Int) -> HTML {
        if label == answer { return "<td class=\"right\">\(count)</td>" }
        if count == 0 { return "<td class=\"none\">0</td>" }
        // By the root, so that a single mistake shows beside the commonest.
        let depth = (Double(count) / Double(most)).squareRoot()
        return "<td class=\"wrong\" style=\"--depth: \(Figures.fixed(100 * depth, 0))%\">\(count)</td>"
    }

    private var classes: HTML {
        Table(
            caption: "Each \(names.noun) against the others",
            head: [names.noun, "precision", "recall", "F1", "images"],
            rows: evaluation.perClass.enumerated().map { label, report in
                [
                    names.numbered(label), Figures.percent(report.precision), Figures.percent(report.recall),
                    Figures.percent(report.f1), Figures.grouped(report.support),
                ]
            }
        ).html
    }
}
