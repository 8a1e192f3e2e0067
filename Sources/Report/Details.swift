/// Figures behind a drawing, folded away until somebody asks.
struct Details {
    let summary: String
    let content: HTML

    var html: HTML {
        """
        <details><summary>\(summary)</summary>
        \(content)</details>

        """
    }
}
