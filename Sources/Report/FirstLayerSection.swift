/// The first layer's weights as pictures.
struct FirstLayerSection {
    let layer: FirstLayer?

    var html: HTML {
        guard let layer else { return "" }
        let scale = Picture.scale(of: layer.units.flatMap(\.weights))
        let pictures: [HTML] = layer.units.map { unit in
            Picture(signed: unit.weights, width: layer.side, height: layer.side, scale: scale)
                .html("\(layer.isConvolution ? "Filter" : "Unit") \(unit.index)", style: "signed")
        }
        return Section(
            id: "filters", heading: "What the first layer looks for", lead: lead(layer),
            content: """
                <div class="pictures \(layer.isConvolution ? "filters" : "units")">\(.joined(pictures))</div>

                """
        ).html
    }

    private func lead(_ layer: FirstLayer) -> String {
        let shown = layer.units.count
        let which =
            layer.isConvolution
            ? (shown == layer.count ? "The \(shown) filters" : "\(shown) of the \(layer.count) filters")
                + " of \(layer.name), \(layer.side) \u{D7} \(layer.side) each"
            : shown == layer.count
                ? "The weights of the \(shown) units of \(layer.name)"
                : "The weights of the \(shown) strongest of \(layer.name)\u{2019}s \(Figures.grouped(layer.count)) units"
        return which
            + ": ink where they are orange excites, ink where they are blue calms. One scale for all."
    }
}
