/// One part of the page, with its heading and what the reader should know to read it.
struct Section {
    let id: String
    let heading: String
    /// A sentence or two below the heading; empty where it speaks for itself.
    let lead: String
    let content: HTML

    var html: HTML {
        """
        <section aria-labelledby="\(id)">
        <h2 id="\(id)">\(heading)</h2>
        \(lead.isEmpty ? "" : "<p class=\"lead\">\(lead)</p>\n" as HTML)\(content)</section>

        """
    }
}
