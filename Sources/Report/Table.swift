/// A table of text, the first cell of each row its heading.
struct Table {
    let caption: String
    let head: [String]
    let rows: [[String]]
    /// The style of all cells below a heading: "number" (on the right), "shape" or "text"; the default is text in the first
    /// column and numbers in the others.
    var styles: [String] = []
    /// Rows that stand out, by index.
    var marked: Set<Int> = []
    /// A last row that sums up.
    var foot: [String]?

    var html: HTML {
        """
        <div class="scroll"><table>
        <caption>\(caption)</caption>
        <thead><tr>\(.joined(head.indices.map { heading($0) }))</tr></thead>
        <tbody>
        \(.joined(rows.indices.map { row(rows[$0], isMarked: marked.contains($0)) }))</tbody>
        \(foot.map { "<tfoot>\n\(row($0, isMarked: false))</tfoot>\n" as HTML } ?? "")</table></div>

        """
    }

    private func style(_ column: Int) -> String {
        column < styles.count ? styles[column] : column == 0 ? "text" : "number"
    }

    private func heading(_ column: Int) -> HTML {
        #"<th scope="col" class="\#(style(column))">\#(head[column])</th>"#
    }

    private func row(_ cells: [String], isMarked: Bool) -> HTML {
        let first: HTML = #"<th scope="row" class="\#(style(0))">\#(cells.first ?? "")</th>"#
        let rest: [HTML] = cells.indices.dropFirst().map { #"<td class="\#(style($0))">\#(cells[$0])</td>"# }
        return """
            <tr\(isMarked ? " class=\"marked\"" : "" as HTML)>\(first)\(.joined(rest))</tr>

            """
    }
}
