/// How well a score tells digits from what is none.
public struct OutlierScore: Sendable, Equatable, Codable {
    /// The chance that a digit has a higher score than something else, equal ones counting half: the area under the
    /// receiver operating characteristic, 0 to 1.
    public var auroc: Double
    /// Of the digits, the share whose score reaches the threshold.
    public var accepted: Double
    /// Of the others, the share whose score does not.
    public var rejected: Double

    /// Compares scores, of which digits should have the higher: energies (log Σ exp) or likelihoods, none of them NaN.
    ///
    /// Where there are no digits, or no others, their share is 0 and the area .5.
    ///
    /// - Parameter threshold: from which on a picture is taken for a digit.
    public init(digits: [Float], others: [Float], threshold: Float) {
        auroc = Self.area(digits: digits, others: others)
        accepted = Double(digits.count { $0 >= threshold }) / Double(max(digits.count, 1))
        rejected = Double(others.count { $0 < threshold }) / Double(max(others.count, 1))
    }

    /// The score that all but `share` of the digits reach.
    ///
    /// - Precondition: there is a digit, and `share` is in 0..<1.
    public static func threshold(rejecting share: Double, of digits: [Float]) -> Float {
        precondition(!digits.isEmpty && (0..<1).contains(share), "digits, and a share of them")
        return digits.sorted()[Int(share * Double(digits.count))]
    }

    /// By the sum of ranks (Mann and Whitney 1947).
    private static func area(digits: [Float], others: [Float]) -> Double {
        guard !digits.isEmpty, !others.isEmpty else { return 0.5 }
        let scores = (digits.map { (score: $0, isDigit: true) } + others.map { ($0, false) })
            .sorted { $0.score < $1.score }
        var (below, won) = (0, 0.0)
        var start = 0
        while start < scores.count {
            let end = scores[start...].firstIndex { $0.score != scores[start].score } ?? scores.count
            let equalDigits = scores[start..<end].count { $0.isDigit }
            let equalOthers = end - start - equalDigits
            won += Double(equalDigits) * (Double(below) + Double(equalOthers) / 2)
            below += equalOthers
            start = end
        }
        return won / (Double(digits.count) * Double(others.count))
    }
}
