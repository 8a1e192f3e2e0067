/// How a release does in the world: one row for each kind of picture.
public struct SuiteReport: Sendable, Equatable, Codable {
    /// The checkpoint's name, or the ensemble's.
    public let model: String
    /// Which weights these are.
    public let fingerprint: String
    /// Digits that are as they should be, and drawn with pens.
    public let digits: [SuiteRow]
    /// Test images under the corruptions of MNIST-C.
    public let corruptions: [SuiteRow]
    /// All the corruptions together; as they are of as many pictures each, the mean of their shares.
    public let corruptionMean: SuiteRow
    /// Pictures that are no digit.
    public let outliers: [OutlierRow]
    /// What there was no data for, in words.
    public let missing: [String]

    enum CodingKeys: String, CodingKey {
        case model, fingerprint, digits, corruptions, outliers, missing
        case corruptionMean = "corruption_mean"
    }
}
