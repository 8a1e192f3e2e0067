/// Indices cut in two so that each label has the same share of both sides.
public struct StratifiedSplit: Sendable, Equatable {
    /// Indices to learn from, ascending.
    public let training: [Int]
    /// Indices to choose by, ascending; none of them is in `training`.
    public let validation: [Int]

    /// Draws `validationCount` of the labels' indices for validation, each class in proportion.
    ///
    /// Where the proportions are no whole numbers, the largest remainders get one more, so that the count is
    /// exact. The same labels and generator give the same split.
    ///
    /// - Precondition: `validationCount` is in `0...labels.count`.
    public init(
        labels: [UInt8], validationCount: Int, using generator: inout some RandomNumberGenerator
    ) {
        precondition((0...labels.count).contains(validationCount), "validationCount in 0...labels.count")
        var members = [[Int]](repeating: [], count: 256)
        for (index, label) in labels.enumerated() { members[Int(label)].append(index) }

        let shares = Self.shares(of: validationCount, among: members.map(\.count))
        var training: [Int] = []
        var validation: [Int] = []
        for (indices, share) in zip(members, shares) {
            let shuffled = indices.shuffled(using: &generator)
            validation += shuffled.prefix(share)
            training += shuffled.dropFirst(share)
        }
        self.training = training.sorted()
        self.validation = validation.sorted()
    }

    /// Draws the share `validationShare` of the labels' indices, rounded to a whole number, as the other does a count.
    ///
    /// - Precondition: `validationShare` is in `0...1`.
    public init(
        labels: [UInt8], validationShare: Double, using generator: inout some RandomNumberGenerator
    ) {
        precondition((0...1).contains(validationShare), "validationShare in 0...1")
        let count = Int((validationShare * Double(labels.count)).rounded())
        self.init(labels: labels, validationCount: count, using: &generator)
    }

    /// Takes two sides that were drawn elsewhere.
    init(training: [Int], validation: [Int]) {
        self.training = training
        self.validation = validation
    }

    /// `total` divided in proportion to `counts`, by largest remainder; ties go to the lower class.
    private static func shares(of total: Int, among counts: [Int]) -> [Int] {
        let sum = max(1, counts.reduce(0, +))
        var shares = counts.map { $0 * total / sum }
        let byRemainder = counts.indices.sorted {
            (counts[$1] * total % sum, $0) < (counts[$0] * total % sum, $1)
        }
        for index in byRemainder.prefix(total - shares.reduce(0, +)) { shares[index] += 1 }
        return shares
    }
}
