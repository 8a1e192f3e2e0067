/// A veil of uneven thickness, through which the digit is faint (severity 5 of 5).
struct Fog {
    /// How much lighter than full ink the thickest fog is.
    var density: Float = 3

    func applied(to ink: InkPlane, using generator: inout some RandomNumberGenerator) -> InkPlane {
        let peak = ink.values.max() ?? 0
        let veil = PlasmaFractal(using: &generator)
        let seen = zip(ink.values.indices, ink.values).map { index, value in
            value + density * veil[index % ink.width, index / ink.width]
        }
        return InkPlane(width: ink.width, height: ink.height, values: seen)
            .mapped { $0 * peak / (peak + density) }
    }
}
