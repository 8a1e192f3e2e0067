/// The network layer by layer.
struct ModelSection {
    let model: ModelSummary

    var html: HTML {
        Section(
            id: "model", heading: "The network",
            lead: lead,
            content: Table(
                caption: "Layers of \(model.name)",
                head: ["layer", "output", "parameters", "multiply-adds"],
                rows: model.rows.map { row in
                    [
                        (row.name.isEmpty ? "" : row.name + ": ")
                            + row.operation.replacing(" x ", with: "\u{D7}"),
                        row.output.map(String.init).joined(separator: "\u{D7}"),
                        row.parameters == 0 ? "" : Figures.grouped(row.parameters),
                        row.multiplyAdds == 0 ? "" : Figures.grouped(row.multiplyAdds),
                    ]
                },
                styles: ["text", "shape", "number", "number"],
                foot: ["total", "", Figures.grouped(model.parameters), Figures.grouped(model.multiplyAdds)]
            ).html
        ).html
    }

    private var lead: String {
        let kept =
            model.runningStatistics > 0
            ? " \(Figures.grouped(model.runningStatistics)) running statistics are kept beside the parameters."
            : ""
        return
            "Shapes are channels \u{D7} height \u{D7} width. Multiply-adds are those of one image by direct convolution."
            + kept
    }
}
