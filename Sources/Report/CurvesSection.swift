import Training

/// Loss, accuracy and learning rate over the epochs.
struct CurvesSection {
    let report: RunReport

    var html: HTML {
        guard let rows = report.log?.rows, !rows.isEmpty else {
            return section(
                report.log == nil
                    ? "There is no log of this run: keep the CSV file beside the checkpoint, or name it with --log."
                    : "The run's log has no epochs.", "")
        }
        let plots = [
            figure("Loss", "cross-entropy in nats, logarithmic", loss(rows)),
            figure("Accuracy", "logarithmic in the errors", accuracy(rows)),
            figure("Learning rate", "after each epoch", learningRate(rows)),
        ]
        return section(
            "Where training images are moved at random or their targets softened, training looks harder than "
                + "validation. The marked epoch is the one that was kept.",
            "<div class=\"plots\">\n\(.joined(plots))</div>\n\(table(rows))")
    }

    private func section(_ lead: String, _ content: HTML) -> HTML {
        Section(id: "curves", heading: "How it learnt", lead: lead, content: content).html
    }

    private func figure(_ name: String, _ note: String, _ plot: LinePlot) -> HTML {
        """
        <figure><figcaption><strong>\(name)</strong> \(note)</figcaption>
        \(plot.html)</figure>

        """
    }

    /// The epoch of these weights, by the checkpoint's word; else the log's best by validation accuracy, of equals
    /// that with the smaller loss.
    static func keptEpoch(_ rows: [EpochLog.Row], note: String?) -> Int? {
        if let first = note?.split(separator: " ").first, let epoch = Int(first),
            rows.contains(where: { $0.epoch == epoch })
        {
            return epoch
        }
        return rows.max {
            ($0.validationAccuracy, -$0.validationLoss) < ($1.validationAccuracy, -$1.validationLoss)
        }?.epoch
    }

    private func mark(_ rows: [EpochLog.Row]) -> (epoch: Int, text: String)? {
        Self.keptEpoch(rows, note: report.notes["epoch"]).map { ($0, "best: epoch \($0)") }
    }

    private func loss(_ rows: [EpochLog.Row]) -> LinePlot {
        let values = rows.flatMap { [$0.trainLoss, $0.validationLoss] }
        // A logarithm wants numbers above zero: a loss that was rounded to it is drawn at half of the smallest other.
        let least = (values.filter { $0 > 0 }.min() ?? 1) / (values.contains(0) ? 2 : 1)
        return plot(
            "Loss of training and validation by epoch", rows, isLogarithmic: true, { $0.text },
            { max($0.trainLoss, least) }, { max($0.validationLoss, least) })
    }

    /// Drawn as the share of errors on a logarithmic axis: from 99 to 99.5 % is as far as from 98 to 99.
    private func accuracy(_ rows: [EpochLog.Row]) -> LinePlot {
        let errors = rows.flatMap { [1 - $0.trainAccuracy, 1 - $0.validationAccuracy] }
        let isPerfect: (Double) -> Bool = { $0 < 1e-6 }
        let least =
            (errors.filter { !isPerfect($0) }.min() ?? 0.01) / (errors.contains(where: isPerfect) ? 2 : 1)
        var plot = plot(
            "Accuracy on training and validation images by epoch", rows, isLogarithmic: true,
            { Figures.percent(1 - $0.value, max(0, $0.decimals - 2)) },
            { max(1 - $0.trainAccuracy, least) }, { max(1 - $0.validationAccuracy, least) })
        plot.isFlipped = true
        return plot
    }

    private func plot(
        _ title: String, _ rows: [EpochLog.Row], isLogarithmic: Bool,
        _ tickText: @escaping (AxisTicks.Tick) -> String,
        _ training: (EpochLog.Row) -> Double, _ validation: (EpochLog.Row) -> Double
    ) -> LinePlot {
        LinePlot(
            title: title,
            lines: [
                .init(name: "training", style: "training", points: rows.map { ($0.epoch, training($0)) }),
                .init(
                    name: "validation", style: "validation", points: rows.map { ($0.epoch, validation($0)) }),
            ], isLogarithmic: isLogarithmic, mark: mark(rows), tickText: tickText)
    }

    private func learningRate(_ rows: [EpochLog.Row]) -> LinePlot {
        LinePlot(
            title: "Learning rate by epoch",
            lines: [.init(name: "rate", style: "rate", points: rows.map { ($0.epoch, $0.learningRate) })],
            isLogarithmic: false, mark: mark(rows), tickText: { $0.text })
    }

    private func table(_ rows: [EpochLog.Row]) -> HTML {
        let kept = mark(rows)?.epoch
        return Details(
            summary: "The figures of every epoch",
            content: Table(
                caption: "The run's log; the epoch that was kept stands out.",
                head: [
                    "epoch", "training loss", "training accuracy", "validation loss", "validation accuracy",
                    "learning rate", "seconds",
                ],
                rows: rows.map { row in
                    [
                        "\(row.epoch)", Figures.fixed(row.trainLoss, 4), Figures.percent(row.trainAccuracy),
                        Figures.fixed(row.validationLoss, 4), Figures.percent(row.validationAccuracy),
                        Figures.significant(row.learningRate, 3), Figures.fixed(row.seconds, 0),
                    ]
                },
                styles: [String](repeating: "number", count: 7),
                marked: Set(rows.indices.filter { rows[$0].epoch == kept })
            ).html
        ).html
    }
}
