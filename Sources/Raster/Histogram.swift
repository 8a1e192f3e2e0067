/// How often each of 256 levels between 0 and a largest value occurs.
struct Histogram {
    /// Level 255 in the counted values' own unit.
    let largest: Float

    private(set) var counts = [Int](repeating: 0, count: 256)

    /// Counts values; what lies outside 0...largest counts at the end it is nearer to.
    init(_ values: [Float], largest: Float = 1) {
        self.largest = largest
        let scale = 255 / largest
        for value in values { counts[Int((value * scale + 0.5).clamped(to: 0...255))] += 1 }
    }

    /// The value of a level.
    func value(of level: Int) -> Float { Float(level) * largest / 255 }

    /// The smallest level at or below which lies the given share of what `levels` holds.
    func quantile(_ share: Double, in levels: ClosedRange<Int> = 0...255) -> Int {
        let wanted = share * Double(total(in: levels))
        var seen = 0
        for level in levels {
            seen += counts[level]
            if seen > 0, Double(seen) >= wanted { return level }
        }
        return levels.upperBound
    }

    /// How many values lie in a range of levels.
    func total(in levels: ClosedRange<Int>) -> Int { counts[levels].reduce(0, +) }

    /// The mean level within a range, or its middle where it is empty.
    func mean(in levels: ClosedRange<Int>) -> Double {
        let count = total(in: levels)
        guard count > 0 else { return Double(levels.lowerBound + levels.upperBound) / 2 }
        return Double(levels.reduce(0) { $0 + $1 * counts[$1] }) / Double(count)
    }

    /// The last level of the lower of the two classes that differ most (Otsu, 1979).
    ///
    /// Maximises the variance between the classes; over a gap of empty levels, takes its middle.
    var otsuThreshold: Int {
        let count = Double(total(in: 0...255))
        let sum = Double((0...255).reduce(0) { $0 + $1 * counts[$1] })
        var (below, sumBelow, best) = (0.0, 0.0, -1.0)
        var bestLevels = 0...0
        for level in 0..<255 {
            below += Double(counts[level])
            sumBelow += Double(level * counts[level])
            guard below > 0, below < count else { continue }
            let difference = sumBelow / below - (sum - sumBelow) / (count - below)
            let variance = below * (count - below) * difference * difference
            if variance > best {
                best = variance
                bestLevels = level...level
            } else if variance == best {
                bestLevels = bestLevels.lowerBound...level
            }
        }
        return (bestLevels.lowerBound + bestLevels.upperBound) / 2
    }
}
