/// How often each of the levels 0...255 occurs.
struct Histogram: Equatable {
    private(set) var counts = [Int](repeating: 0, count: 256)

    /// How many values were counted.
    private(set) var total = 0

    init() {}

    init(_ plane: Plane<UInt8>) { count(plane, in: plane.bounds) }

    /// A count for each level.
    ///
    /// - Precondition: there are 256 of them.
    init(counts: [Int]) {
        precondition(counts.count == 256)
        self.counts = counts
        total = counts.reduce(0, +)
    }

    /// Counts the values in a part of a plane too.
    mutating func count(_ plane: Plane<UInt8>, in rect: PixelRect) {
        var counts = counts.mutableSpan
        for y in rect.y..<rect.y + rect.height {
            let start = y * plane.width + rect.x
            let row = plane.values.span.extracting(start..<start + rect.width)
            // One counter raised again and again waits for itself.
            var x = 0
            while let eight = EightBytes(row, at: x) {
                if eight.areAlike {
                    counts[Int(row[x])] += 8
                } else {
                    for index in x..<x + 8 { counts[Int(row[index])] += 1 }
                }
                x += 8
            }
            for index in x..<row.count { counts[Int(row[index])] += 1 }
        }
        total += rect.width * rect.height
    }

    /// Counts what another has counted too.
    mutating func add(_ other: Histogram) {
        for level in 0..<256 { counts[level] += other.counts[level] }
        total += other.total
    }

    mutating func removeAll() {
        for level in 0..<256 { counts[level] = 0 }
        total = 0
    }

    /// The smallest level at or below which lies the given share of what `levels` holds.
    func quantile(_ share: Double, in levels: ClosedRange<Int> = 0...255) -> Int {
        let wanted = share * Double(levels.count == 256 ? total : total(in: levels))
        var seen = 0
        for level in levels {
            seen += counts[level]
            if seen > 0, Double(seen) >= wanted { return level }
        }
        return levels.upperBound
    }

    /// The largest level that more than the given share of all values reach.
    func level(reachedBy share: Double) -> Int {
        let wanted = share * Double(total)
        var seen = 0
        for level in stride(from: 255, to: 0, by: -1) {
            seen += counts[level]
            if Double(seen) > wanted { return level }
        }
        return 0
    }

    /// How many values lie in a range of levels.
    func total(in levels: ClosedRange<Int>) -> Int { counts[levels].reduce(0, +) }

    /// The mean level within a range, or its middle where it is empty.
    func mean(in levels: ClosedRange<Int>) -> Double {
        let count = total(in: levels)
        guard count > 0 else { return Double(levels.lowerBound + levels.upperBound) / 2 }
        return Double(levels.reduce(0) { $0 + $1 * counts[$1] }) / Double(count)
    }

    /// The sum of the cubed distances from a level: negative where the far values lie below it.
    func thirdMoment(about level: Int) -> Int {
        (0...255).reduce(0) { $0 + counts[$1] * ($1 - level) * ($1 - level) * ($1 - level) }
    }

    /// The last level of the lower of the two classes that differ most (Otsu, 1979).
    ///
    /// Maximises the variance between the classes; over a gap of empty levels, takes its middle.
    var otsuThreshold: Int {
        let count = Double(total)
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
