/// Counts, for each of many steep lines, how many points lie on it.
struct LineVotes {
    /// A line through the rows' middle.
    struct Line: Equatable {
        /// Columns a row.
        var slope: Float

        /// The column in the middle row.
        var column: Float

        /// The middle row.
        var middle: Float

        func column(in row: Int) -> Float { column + slope * (Float(row) - middle) }
    }

    private let middle: Float
    private let slopes: [Float]
    private let bins: Int

    /// The bin of column 0: a line that leaves the picture on one side has its middle beyond it.
    private let first: Float

    /// For each slope as many bins as there are columns in the middle row.
    private var counts: [Int32]

    /// - Parameter steepness: the largest slope, in columns a row.
    init(width: Int, height: Int, steepness: Float) {
        middle = Float(height - 1) / 2
        // Neighbouring slopes are a pixel apart at the ends.
        let steps = Int((steepness * Float(height) / 2).rounded(.up))
        slopes = (-steps...steps).map { Float($0) * steepness / Float(max(steps, 1)) }
        let beyond = Int(steepness * Float(height) / 2) + 2
        first = Float(beyond)
        bins = width + 2 * beyond
        counts = [Int32](repeating: 0, count: slopes.count * bins)
    }

    /// Adds votes for all lines through a point, or, negative, takes them back.
    mutating func add(_ votes: Int32, row: Int, column: Float) {
        let (fromMiddle, start) = (Float(row) - middle, column + first + 0.5)
        let (slopes, bins) = (slopes, bins)
        var counts = counts.mutableSpan
        for number in slopes.indices {
            // Never negative: `first` is as far as any line goes.
            let bin = min(Int(start - slopes[number] * fromMiddle), bins - 1)
            counts[number &* bins &+ bin] &+= votes
        }
    }

    /// The line with the most votes, two bins wide.
    func best() -> (line: Line, votes: Int) {
        var (best, place) = (Int32(-1), 0)
        let counts = counts.span
        for index in 0..<counts.count - 1 {
            let votes = unsafe counts[unchecked: index] + counts[unchecked: index &+ 1]
            if votes > best { (best, place) = (votes, index) }
        }
        let line = Line(
            slope: slopes[place / bins], column: Float(place % bins) + 0.5 - first, middle: middle)
        return (line, Int(best))
    }
}
