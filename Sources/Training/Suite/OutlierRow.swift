/// How a classifier turns away pictures that are no digit.
public struct OutlierRow: Sendable, Equatable, Codable {
    /// The kind's name, such as `omniglot`.
    public let name: String
    /// The kind's name for people.
    public let title: String
    /// Pictures that were shown.
    public let count: Int
    /// The name of the row of digits that they are told from.
    public let against: String
    /// The chance that a digit has a higher digit likelihood than one of these: the area under the receiver operating
    /// characteristic.
    public let auroc: Double
    /// The share that was not accepted, as it is served: not a digit, or ambiguous.
    public let rejected: Double
    /// The share that would be turned away by the digit likelihood that 99 % of those digits reach.
    public let rejectedAt99: Double
    /// The mean of the first digit's probability.
    public let meanConfidence: Double

    enum CodingKeys: String, CodingKey {
        case name, title, count, against, auroc, rejected
        case rejectedAt99 = "rejected_at_99"
        case meanConfidence = "mean_confidence"
    }

    /// - Parameter digits: what was said of the digits of the row `against`.
    /// - Precondition: there is such a digit.
    init(name: String, title: String, served: [SuiteAnswer], digits: [SuiteAnswer], against: String) {
        self.name = name
        self.title = title
        self.against = against
        count = served.count
        let likelihoods = digits.map(\.digitLikelihood)
        let score = OutlierScore(
            digits: likelihoods, others: served.map(\.digitLikelihood),
            threshold: OutlierScore.threshold(rejecting: 0.01, of: likelihoods))
        auroc = score.auroc
        rejectedAt99 = score.rejected
        let total = Double(max(served.count, 1))
        rejected = Double(served.count { !$0.isAccepted }) / total
        meanConfidence = served.reduce(0) { $0 + Double($1.confidence) } / total
    }
}
