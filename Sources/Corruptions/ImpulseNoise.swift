/// Salt and pepper: pixels that a broken sensor or bit has made white or black (severity 4 of 5).
struct ImpulseNoise {
    /// The share of pixels that are hit, half of them by ink and half by ground.
    var share: Float = 0.17

    func applied(to ink: InkPlane, using generator: inout some RandomNumberGenerator) -> InkPlane {
        ink.mapped { value in
            guard generator.unit() < share else { return value }
            return generator.unit() < 0.5 ? 0 : 1
        }
    }
}
