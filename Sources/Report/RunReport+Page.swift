extension RunReport {
    /// The report as one HTML page that needs nothing else: no script, no font, no other file.
    public var page: String {
        let sections = [
            HeadlineSection(report: self).html, CurvesSection(report: self).html,
            ConfusionSection(evaluation: evaluation).html, ReliabilitySection(report: self).html,
            MisreadingsSection(report: self).html, FirstLayerSection(layer: firstLayer).html,
            SampleSection(sample: sample, names: ClassNames(evaluation)).html,
            ModelSection(model: model).html,
            ProvenanceSection(report: self).html,
        ]
        // The policy holds the page to what the comment says, whatever a browser's extensions think.
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
            <title>\(title): training report</title>
            <style>
            \(Stylesheet.css)
            </style>
            </head>
            <body>
            <header>
            <p class="kind">Training report</p>
            <h1>\(title)</h1>
            <p class="origin">\(origin)</p>
            </header>
            <main>
            \(HTML.joined(sections))\
            </main>
            <footer><p>Written by inkling-train. This page is one file and loads nothing.</p></footer>
            </body>
            </html>

            """
        return page.text
    }

    private var title: String { notes["name"] ?? model.name }

    /// Which weights these are, in a line.
    private var origin: String {
        var parts: [String] = []
        if let epoch = notes["epoch"] { parts.append("epoch \(epoch)") }
        if let created = notes["created"] { parts.append("trained on \(created)") }
        parts.append("weights \(fingerprint)")
        return parts.joined(separator: " \u{B7} ")
    }
}
