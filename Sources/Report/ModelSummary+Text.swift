import Neural

extension ModelSummary {
    /// The summary as an aligned table in plain ASCII, with a newline at its end.
    public var text: String {
        let head = ["layer", "operation", "output", "parameters", "multiply-adds"]
        let first = ["", "input", "1 x \(input.height) x \(input.width)", "", ""]
        let body = rows.map { row in
            [
                row.name, row.operation, row.output.map(String.init).joined(separator: " x "),
                Self.count(row.parameters), Self.count(row.multiplyAdds),
            ]
        }
        let total = ["total", "", "", Figures.grouped(parameters), Figures.grouped(multiplyAdds)]
        let table = [head, first] + body + [total]
        let widths = head.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        let rule = String(repeating: "-", count: widths.reduce(2 * (widths.count - 1), +))
        let lines = table.map { cells in
            var line = ""
            for (column, cell) in cells.enumerated() {
                let space = String(repeating: " ", count: widths[column] - cell.count)
                line += (column > 0 ? "  " : "") + (column < 3 ? cell + space : space + cell)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
        let floats = parameters + runningStatistics
        return
            ([name, "", lines[0], rule] + lines.dropFirst().dropLast() + [rule] + lines.suffix(1)
            + [
                "",
                "\(Figures.grouped(parameters)) parameters are trained, "
                    + "\(Figures.grouped(runningStatistics)) running statistics kept: "
                    + "\(Figures.grouped(4 * floats)) bytes as float32.",
                "Multiply-adds are those of one image by direct convolution.",
            ]).joined(separator: "\n") + "\n"
    }

    /// A count, or a dash where there is nothing to count.
    private static func count(_ count: Int) -> String {
        count == 0 ? "-" : Figures.grouped(count)
    }
}
