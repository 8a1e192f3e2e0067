/// One image on its way through the network.
struct SampleSection {
    let sample: Sample?
    let names: ClassNames

    var html: HTML {
        guard let sample else { return "" }
        let picture = Picture(ink: sample.pixels, width: sample.width, height: sample.height)
        let bars = ProbabilityBars(
            classes: sample.probabilities.indices.map { ($0, sample.probabilities[$0]) }, label: sample.label,
            names: names)
        return Section(
            id: "maps", heading: names.areNamed ? "How it sees an image" : "How it sees a digit",
            lead: sample.maps.isEmpty
                ? "A test image and its answer. This network has no planes between that could be shown."
                : "A test image, what each rectified layer makes of it, and the answer. The deeper the orange, the more a "
                    + "place excites the map; one scale for each layer.",
            content: """
                <div class="sample">
                <figure><figcaption><strong>Input</strong> test image \(Figures.grouped(sample.index)), \
                labelled \(names[sample.label])</figcaption>
                \(picture.html("The input, labelled \(names[sample.label])", style: "ink"))</figure>
                \(.joined(sample.maps.map(stage)))\
                <figure><figcaption><strong>Answer</strong> the probability of each \(names.noun)</figcaption>
                \(bars.html)</figure>
                </div>

                """
        ).html
    }

    private func stage(_ maps: FeatureMaps) -> HTML {
        let scale = Picture.scale(of: maps.planes.flatMap { $0 })
        let pictures: [HTML] = maps.planes.map { plane in
            Picture(signed: plane, width: maps.width, height: maps.height, scale: scale).html(style: "signed")
        }
        let size = "\(maps.width) \u{D7} \(maps.height)"
        let which =
            maps.planes.count == maps.count
            ? "\(maps.count) maps of \(size)"
            : "the strongest \(maps.planes.count) of \(maps.count) maps of \(size)"
        // Enlarged a whole number of times, so that all pixels are of one size.
        let side = maps.width * max(1, 56 / maps.width)
        return """
            <figure><figcaption><strong>\(maps.name)</strong> \(which)</figcaption>
            <div class="pictures maps" role="img" aria-label="Feature maps of \(maps.name)" \
            style="--side: \(side)px">\(.joined(pictures))</div></figure>

            """
    }
}
