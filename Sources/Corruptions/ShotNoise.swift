/// The grain of a picture taken with little light: each pixel counts photons (severity 5 of 5).
struct ShotNoise {
    /// The photons of full ink, on average.
    var photons: Float = 3

    func applied(to ink: InkPlane, using generator: inout some RandomNumberGenerator) -> InkPlane {
        ink.mapped { Float(generator.poisson(mean: $0 * photons)) / photons }
    }
}
