/// The ink of a plane as runs: the longest stretches of a row without a pixel of paper, row by row.
struct InkRuns {
    struct Run: Equatable {
        var row: Int
        var columns: Range<Int>
    }

    private(set) var runs: [Run] = []

    /// The runs of each row, as indices of `runs`.
    private(set) var rows: [Range<Int>] = []

    init(_ ink: Plane<UInt8>) {
        rows.reserveCapacity(ink.height)
        for y in 0..<ink.height {
            let pixels = ink.values.span.extracting(ink.row(y))
            let first = runs.count
            var x = 0
            while x < pixels.count {
                if let eight = EightBytes(pixels, at: x), eight.areZero {
                    x += 8
                    continue
                }
                let start = x
                while x < pixels.count, pixels[x] > 0 { x += 1 }
                if x > start { runs.append(Run(row: y, columns: start..<x)) } else { x += 1 }
            }
            rows.append(first..<runs.count)
        }
    }
}
