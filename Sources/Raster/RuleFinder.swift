/// Finds the rules of ruled and squared paper: narrow runs of rows whose middles lie on one straight line.
///
/// Each run votes for all lines through it that are no more than some degrees off the vertical (Hough, 1962; by
/// slope and intercept, as no line is flat). A line is a rule if it has narrow runs in most of its rows and goes from
/// one edge of the picture to another: no stroke is that straight, that long and that even.
struct RuleFinder {
    private struct Run {
        var row: Int
        var middle: Float
        var width: Int
        var level: UInt8
    }

    private let width: Int
    private let height: Int
    private var runs: [Run]

    /// - Parameters:
    ///   - marks: how far each pixel stands out from the paper; zero where it is paper.
    ///   - widest: the widest rule, in pixels.
    init(_ marks: Plane<UInt8>, widest: Int) {
        (width, height) = (marks.width, marks.height)
        runs = InkRuns(marks).runs.compactMap { run in
            guard run.columns.count <= widest else { return nil }
            return Run(
                row: run.row, middle: Float(run.columns.lowerBound + run.columns.upperBound - 1) / 2,
                width: run.columns.count,
                level: run.columns.reduce(0) { max($0, marks[$1, run.row]) })
        }
    }

    /// The rules, the surest first.
    func rules() -> [Rule] {
        guard runs.count * 10 >= height * Self.shortestRule else { return [] }
        var votes = LineVotes(width: width, height: height, steepness: Self.steepness)
        for run in runs { votes.add(1, row: run.row, column: run.middle) }
        var rules: [Rule] = []
        var isFree = [Bool](repeating: true, count: runs.count)
        for _ in 0..<Self.mostLines {
            let best = votes.best()
            guard best.votes * 10 >= height * Self.shortestRule else { break }
            let members = runs.indices.filter { index in
                isFree[index] && abs(runs[index].middle - best.line.column(in: runs[index].row)) <= Self.reach
            }
            guard !members.isEmpty else { break }
            for index in members {
                isFree[index] = false
                votes.add(-1, row: runs[index].row, column: runs[index].middle)
            }
            if let rule = rule(along: best.line, of: members.map { runs[$0] }) { rules.append(rule) }
        }
        return rules
    }

    /// Tenths of all rows that a rule is seen in at least, which may cut off a corner.
    private static let shortestRule = 3

    /// Tenths of its own rows that a rule is seen in; elsewhere it is covered by ink.
    private static let leastRows = 6

    /// The steepest line, in columns a row: 15 degrees.
    private static let steepness: Float = 0.27

    /// More lines than this are a texture.
    private static let mostLines = 30

    /// How far from a line its runs may lie, in pixels.
    private static let reach: Float = 2

    /// The line as it bends with the paper, or `nil` where it does not go from end to end.
    private func rule(along line: LineVotes.Line, of runs: [Run]) -> Rule? {
        var (sums, counts) = (
            [Float](repeating: 0, count: height + 1), [Float](repeating: 0, count: height + 1)
        )
        for run in runs {
            sums[run.row + 1] += run.middle - line.column(in: run.row)
            counts[run.row + 1] += 1
        }
        // It may leave the picture at the side.
        let inside = (0..<height).filter { (0...Float(width - 1)).contains(line.column(in: $0)) }
        guard let first = inside.first, let last = inside.last else { return nil }
        let isSeen = counts.dropFirst().map { $0 > 0 }
        let end = max(height / Self.endShare, 2)
        guard isSeen.count(where: { $0 }) * 10 >= inside.count * Self.leastRows,
            isSeen[first..<min(first + end, height)].contains(true),
            isSeen[max(last + 1 - end, 0)...last].contains(true)
        else { return nil }
        for row in 0..<height {
            sums[row + 1] += sums[row]
            counts[row + 1] += counts[row]
        }
        let middles = (0..<height).map { row in
            let (first, last) = (
                max(row - height / Self.bends, 0), min(row + height / Self.bends + 1, height)
            )
            let count = counts[last] - counts[first]
            return line.column(in: row) + (count > 0 ? (sums[last] - sums[first]) / count : 0)
        }
        return Rule(
            middles: middles, width: Float(runs.map(\.width).sorted()[runs.count / 2]),
            level: Int(runs.map(\.level).sorted()[runs.count / 2]))
    }

    /// The part of the rows at either end in one of which a rule must be seen.
    private static let endShare = 100

    /// The part of the rows over which a bend is averaged, to either side.
    private static let bends = 12
}
