public import DigitModel

/// What makes a network's answers honest: how far its logits are softened, and which inputs are turned away.
public struct Calibration: Sendable, Equatable {
    /// What logits are divided by before they become probabilities.
    public let temperature: Float

    /// Where energy tells digits from other things.
    public let rejection: EnergyRejection

    /// Of the digits that it is fitted to, the share that is given up so that other things are turned away.
    static let rejectedShare: Float = 0.005

    /// Fits to labelled digits that were not trained on.
    ///
    /// logits: one list for each label
    public init(logits: [[Float]], labels: [Int]) {
        let temperature = TemperatureScaling().fit(logits: logits, labels: labels)
        self.temperature = temperature
        rejection = EnergyRejection(
            fitting: logits.map { $0.map { $0 / temperature } }, rejecting: Self.rejectedShare)
    }
}
