import Training

/// Recipe, data and machine: what it takes to make these weights again.
struct ProvenanceSection {
    let report: RunReport

    var html: HTML {
        let command: HTML = report.notes["command"].map { "<pre><code>\($0)</code></pre>\n" } ?? ""
        return Section(
            id: "provenance", heading: "How to make it again", lead: "",
            content: """
                \(command)<div class="recipe">
                \(list("Recipe", RecipeRows(notes: report.notes).rows))</div>
                <div class="provenance">
                \(list("Data", data))\(list("Measured on", machine))\(list("Checkpoint", rest))</div>

                """
        ).html
    }

    private func list(_ name: String, _ rows: [(String, String)]) -> HTML {
        guard !rows.isEmpty else { return "" }
        let items: [HTML] = rows.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" }
        return """
            <div><h3>\(name)</h3>
            <dl>
            \(.joined(items))</dl></div>

            """
    }

    private var data: [(String, String)] {
        let known = [
            ("training images", "train_images"), ("validation images", "validation_images"),
            ("SHA-256", "data_digest"),
        ]
        var rows = known.compactMap { name, key in report.notes[key].map { (name, $0) } }
        rows = rows.map { name, value in (name, Int(value).map(Figures.grouped) ?? value) }
        return rows + [("test images", Figures.grouped(report.evaluation.count))]
    }

    private var machine: [(String, String)] {
        let machine = report.machine
        return [
            ("processor", machine.processor), ("threads", "\(machine.threads)"), ("kernels", machine.kernels),
            ("system", machine.system),
        ]
    }

    /// All that the checkpoint says beside what is shown elsewhere.
    private var rest: [(String, String)] {
        let shown: Set = [
            "command", "data_digest", "multiply_adds", "name", "parameters", "recipe", "seed", "train_images",
            "validation_images",
        ]
        let served = [
            ("weights", report.fingerprint),
            ("temperature", Figures.significant(Double(report.temperature), 4)),
        ]
        return served
            + report.notes.filter { !shown.contains($0.key) }.sorted { $0.key < $1.key }.map {
                ($0.key.split(separator: "_").joined(separator: " "), $0.value)
            }
    }
}
