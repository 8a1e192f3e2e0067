/// How a classifier does on digits of one kind.
public struct SuiteRow: Sendable, Equatable, Codable {
    /// The kind's name, such as `shot_noise`.
    public let name: String
    /// The kind's name for people.
    public let title: String
    /// Digits that were shown.
    public let count: Int
    /// The share that was named rightly, whether accepted or not.
    public let accuracy: Double
    /// The share that was named rightly by the network alone, without the normaliser; nil where nothing else is shown
    /// to it.
    public let accuracyUnnormalized: Double?
    /// The share that was accepted: taken for a digit, and not for two.
    public let accepted: Double
    /// Of the accepted, the share that was named rightly; nil where there are none.
    public let acceptedAccuracy: Double?
    /// The mean of the first digit's probability.
    public let meanConfidence: Double
    /// The expected calibration error over 15 bins of confidence, 0 to 1.
    public let ece: Double
    /// The accepted whose confidence is .95 or more.
    public let sureCount: Int
    /// The share of those that was named rightly; nil where there are none.
    public let sureAccuracy: Double?

    /// From which confidence on an answer is sure.
    public static let sure: Float = 0.95

    enum CodingKeys: String, CodingKey {
        case name, title, count, accuracy, accepted, ece
        case accuracyUnnormalized = "accuracy_unnormalized"
        case acceptedAccuracy = "accepted_accuracy"
        case meanConfidence = "mean_confidence"
        case sureCount = "sure_count"
        case sureAccuracy = "sure_accuracy"
    }

    /// - Parameters:
    ///   - served: the answers that it is about; their mean is 0 where there are none.
    ///   - unnormalized: the network's answers to the same, without the normaliser; empty where there are none.
    init(name: String, title: String, served: [SuiteAnswer], unnormalized: [SuiteAnswer]) {
        self.name = name
        self.title = title
        count = served.count
        accuracy = served.share(\.isRight) ?? 0
        accuracyUnnormalized = unnormalized.share(\.isRight)
        accepted = served.share(\.isAccepted) ?? 0
        let accepted = served.filter(\.isAccepted)
        acceptedAccuracy = accepted.share(\.isRight)
        let sure = accepted.filter { $0.confidence >= Self.sure }
        sureCount = sure.count
        sureAccuracy = sure.share(\.isRight)
        meanConfidence = served.reduce(0) { $0 + Double($1.confidence) } / Double(max(served.count, 1))
        var reliability = Reliability()
        for answer in served { reliability.add(confidence: answer.confidence, isCorrect: answer.isRight) }
        ece = reliability.expectedCalibrationError
    }
}

extension [SuiteAnswer] {
    /// The share that holds; nil of none.
    fileprivate func share(_ holds: (SuiteAnswer) -> Bool) -> Double? {
        isEmpty ? nil : Double(count(where: holds)) / Double(count)
    }
}
