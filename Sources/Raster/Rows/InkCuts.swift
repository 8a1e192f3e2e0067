/// Where digits that touch may be cut apart: columns in which a part has less ink than beside them.
///
/// Too many rather than too few, since the network says which of the cuts are right (over-segmentation: LeCun, Bottou,
/// Bengio and Haffner 1998, "Gradient-based learning applied to document recognition", section V).
enum InkCuts {
    /// Columns, each the first of a new piece, from left to right.
    ///
    /// - Parameter height: that of the line's digits.
    static func columns(through piece: InkPiece, height: Int) -> [Int] {
        let profile = smoothed(piece.profile)
        let margin = max(Int(Float(height) * leastWidth), 2)
        guard profile.count > 2 * margin else { return [] }
        var cuts: [(column: Int, ink: Float)] = []
        for x in margin..<profile.count - margin where isMinimum(profile, at: x) {
            cuts.append((piece.bounds.x + x, profile[x]))
        }
        // The thinnest first; none too near to a thinner one.
        var kept: [Int] = []
        for cut in cuts.sorted(by: { ($0.ink, $0.column) < ($1.ink, $1.column) }) {
            if kept.allSatisfy({ abs($0 - cut.column) >= margin }) { kept.append(cut.column) }
            if kept.count == most { break }
        }
        return kept.sorted()
    }

    /// The narrowest piece, as a share of the line's height: a 1 written with a thin pen.
    private static let leastWidth: Float = 0.12

    /// The most cuts through one part.
    private static let most = 12

    /// The mean of each column and the two beside it.
    private static func smoothed(_ profile: [Int]) -> [Float] {
        profile.indices.map { x in
            let range = max(x - 1, 0)...min(x + 1, profile.count - 1)
            return Float(range.reduce(0) { $0 + profile[$1] }) / Float(range.count)
        }
    }

    /// Whether a column has less ink than those beside it, or is the middle of a flat stretch that has.
    private static func isMinimum(_ profile: [Float], at x: Int) -> Bool {
        guard profile[x] <= profile[x - 1], profile[x] <= profile[x + 1] else { return false }
        let left = profile[..<x].lastIndex { $0 != profile[x] }
        let right = profile[(x + 1)...].firstIndex { $0 != profile[x] }
        guard let left, let right, profile[left] > profile[x], profile[right] > profile[x] else {
            return false
        }
        return x == (left + right) / 2
    }
}
