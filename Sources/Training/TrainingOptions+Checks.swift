import DigitModel

extension TrainingOptions {
    /// The network that is to be trained, when all other options are right too.
    ///
    /// - Throws: `TrainingError.badOption` or `.unknownArchitecture`.
    func checkedArchitecture() throws(TrainingError) -> Architecture {
        try check()
        guard let architecture = Architecture.named(architecture) else {
            throw .unknownArchitecture(architecture, known: Architecture.all.map(\.name))
        }
        return architecture
    }

    /// Refuses what cannot be trained.
    ///
    /// - Throws: `TrainingError.badOption`, which names the option and its range.
    public func check() throws(TrainingError) {
        func need(_ holds: Bool, _ name: String, _ value: some Any, _ needs: String) throws(TrainingError) {
            if !holds { throw .badOption(name: name, value: "\(value)", needs: needs) }
        }
        try need((1...100_000).contains(epochs), "--epochs", epochs, "in 1...100000")
        try need((1...4096).contains(batchSize), "--batch-size", batchSize, "in 1...4096")
        try need(learningRate > 0 && learningRate.isFinite, "--learning-rate", learningRate, "above 0")
        try need(weightDecay >= 0 && weightDecay.isFinite, "--weight-decay", weightDecay, "0 or more")
        try need((0..<1).contains(labelSmoothing), "--label-smoothing", labelSmoothing, "in 0..<1")
        try need((0..<1).contains(averageDecay), "--average-decay", averageDecay, "in 0..<1")
        try need((0...180).contains(rotation), "--rotation", rotation, "in 0...180 degrees")
        try need((0...28).contains(translation), "--translation", translation, "in 0...28 pixels")
        try need((0...0.9).contains(scale), "--scale", scale, "in 0...0.9")
        try need((0...1).contains(shear), "--shear", shear, "in 0...1")
        try need(validationCount >= 10, "--validation", validationCount, "at least 10 images")
    }

    /// Names the first option in which two runs differ.
    func difference(from other: TrainingOptions) -> String? {
        let (mine, others) = (Mirror(reflecting: self), Mirror(reflecting: other))
        for (a, b) in zip(mine.children, others.children) where "\(a.value)" != "\(b.value)" {
            return "\(a.label ?? "an option") was \(b.value), now \(a.value)"
        }
        return nil
    }
}
