public import DigitModel

extension CheckpointMetadata {
    /// Notes how the checkpoint does on the test images.
    public mutating func noteTest(_ result: Evaluation) {
        notes["test_accuracy"] = "\(result.accuracy)"
        notes["test_ece"] = "\((result.ece * 1e5).rounded() / 1e5)"
    }
}
