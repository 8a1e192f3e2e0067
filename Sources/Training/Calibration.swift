public import DigitModel
import Neural

/// What makes a network's answers honest: how far its logits are softened, and which inputs are turned away.
public struct Calibration: Sendable, Equatable {
    /// What logits are divided by before they become probabilities.
    public let temperature: Float

    /// Where energy tells digits from other things.
    public let rejection: EnergyRejection

    /// Of the digits that it is fitted to, the share that is given up so that other things are turned away.
    static let rejectedShare: Float = 0.01

    /// Fits to labelled digits that were not trained on, and to pictures of no digit where there are any.
    ///
    /// With those, the odds of being a digit rise by the energy as they do between the two. Without, as they have to for
    /// the median digit to be sure of it.
    ///
    /// logits: one list for each label; outliers: one list for each picture of no digit
    public init(logits: [[Float]], labels: [Int], outliers: [[Float]] = []) {
        let temperature = TemperatureScaling().fit(logits: logits, labels: labels)
        func scaled(_ logits: [[Float]]) -> [[Float]] { logits.map { $0.map { $0 / temperature } } }
        let digits = scaled(logits)
        var rejection = EnergyRejection(fitting: digits, rejecting: Self.rejectedShare)
        if let fit = LogisticFit(high: digits.map(logSumExp), low: scaled(outliers).map(logSumExp)) {
            rejection.scale = fit.scale
        }
        self.temperature = temperature
        self.rejection = rejection
    }
}
