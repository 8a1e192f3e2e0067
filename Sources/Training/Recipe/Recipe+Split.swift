public import MNISTData
import Neural

extension Recipe {
    /// The images that a run of this recipe learns from, and those that it keeps apart to choose and calibrate by; all
    /// of them are kept apart where there are no more.
    ///
    /// labels: of the training images, in order
    public func split(labels: [UInt8]) -> StratifiedSplit {
        var generator = SplitMix64(seed: seed, path: 3)
        return StratifiedSplit(
            labels: labels, validationCount: min(validation.count(of: labels.count), labels.count),
            using: &generator)
    }
}
