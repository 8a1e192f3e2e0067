/// Classes with their probabilities, each with a bar.
struct ProbabilityBars {
    /// Likeliest first.
    let classes: [(name: Int, probability: Float)]
    /// The class that the image is, which stands out.
    let label: Int

    var html: HTML {
        let rows: [HTML] = classes.map { digit, probability in
            let width = Figures.fixed(100 * Double(min(max(probability, 0), 1)), 1)
            return """
                <li\(digit == label ? " class=\"label\"" : "" as HTML)><span class="digit">\(digit)</span>\
                <span class="bar" style="--share: \(width)%"></span>\
                <span class="number">\(Figures.probability(probability))</span></li>
                """
        }
        return "<ol class=\"bars\">\(.joined(rows))</ol>"
    }
}
