/// A piece of ink that is not divided any further: a connected part, or what lies between two cuts through one.
struct InkPiece: Sendable {
    /// Its runs, by falling rows.
    var runs: [InkRuns.Run] = []

    /// The smallest rectangle around it.
    private(set) var bounds = PixelRect(x: 0, y: 0, width: 0, height: 0)

    /// The connected part that it is of; pieces of one part were cut from each other.
    let part: Int

    init(part: Int) {
        self.part = part
    }

    /// Takes a run.
    mutating func add(_ run: InkRuns.Run) {
        let rect = PixelRect(x: run.columns.lowerBound, y: run.row, width: run.columns.count, height: 1)
        bounds = runs.isEmpty ? rect : bounds.union(rect)
        runs.append(run)
    }

    /// The piece cut at columns, each the first of a new piece; pieces without ink are left out.
    func cut(at columns: [Int]) -> [InkPiece] {
        let edges = [Int.min] + columns + [Int.max]
        return zip(edges, edges.dropFirst()).compactMap { left, right in
            var piece = InkPiece(part: part)
            for run in runs where run.columns.lowerBound < right && run.columns.upperBound > left {
                piece.add(InkRuns.Run(row: run.row, columns: run.columns.clamped(to: left..<right)))
            }
            return piece.runs.isEmpty ? nil : piece
        }
    }

    /// How many pixels of ink each column of the bounds has.
    var profile: [Int] {
        var counts = [Int](repeating: 0, count: bounds.width)
        for run in runs {
            for x in run.columns { counts[x - bounds.x] += 1 }
        }
        return counts
    }
}
