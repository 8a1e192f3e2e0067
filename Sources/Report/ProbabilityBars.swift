/// Classes with their probabilities, each with a bar.
struct ProbabilityBars {
    /// Likeliest first.
    let classes: [(index: Int, probability: Float)]
    /// The class that the image is, which stands out.
    let label: Int
    let names: ClassNames

    var html: HTML {
        let rows: [HTML] = classes.map { index, probability in
            let width = Figures.fixed(100 * Double(min(max(probability, 0), 1)), 1)
            return """
                <li\(index == label ? " class=\"label\"" : "" as HTML)><span class="name">\(names[index])</span>\
                <span class="bar" style="--share: \(width)%"></span>\
                <span class="number">\(Figures.probability(probability))</span></li>
                """
        }
        return "<ol class=\"bars\(names.areNamed ? " named" : "")\">\(.joined(rows))</ol>"
    }
}
