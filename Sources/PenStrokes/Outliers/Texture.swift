import Glibc

/// Pictures without a figure.
enum Texture: CaseIterable {
    case grain, clouds, stripes, checks, gradient, blobs, scene

    /// How dark each pixel is.
    func sheet(side: Int, using generator: inout some RandomNumberGenerator) -> InkSheet {
        InkSheet(
            width: side, height: side, ink: tones(side: side, using: &generator).map { min(max($0, 0), 1) })
    }

    /// The same before what is darker than dark is cut. (side, side)
    private func tones(side: Int, using generator: inout some RandomNumberGenerator) -> [Float] {
        switch self {
        case .grain:
            return SoftField(
                side: side, cell: generator.logUniform(1...8), octaves: 1, using: &generator
            ).values
        case .clouds:
            return SoftField(
                side: side, cell: generator.logUniform(12...48), octaves: 5, using: &generator
            ).values
        case .stripes:
            let wave = Plaid(side: side, using: &generator)
            return tones(side) { wave.tone($0) }
        case .checks:
            let (first, second) = (Plaid(side: side, using: &generator), Plaid(side: side, using: &generator))
            return tones(side) { (first.tone($0) + second.tone($0)) / 2 }
        case .gradient:
            let (slope, curve) = (generator.point(-1...1), generator.uniform(-1...1))
            return tones(side) { point in
                let place = point / Float(side) - 0.5
                return 0.5 + (slope * place).sum() + curve * (place * place).sum()
            }
        case .blobs:
            let (low, soft) = (generator.uniform(0.45...0.6), generator.uniform(4...30))
            return SoftField(
                side: side, cell: generator.logUniform(8...32), octaves: 2, using: &generator
            ).values.map { min(max(0.5 + soft * ($0 - low), 0), 1) }
        case .scene:
            // Areas of one tone each with a texture of their own, as photographs have.
            let field = SoftField(side: side, cell: Float(side) / 2, octaves: 3, using: &generator).values
            let fine = SoftField(side: side, cell: 6, octaves: 3, using: &generator).values
            let tones = (0..<6).map { _ in generator.unit() }
            return zip(field, fine).map { coarse, fine in
                0.8 * tones[min(Int(coarse * 6), 5)] + 0.2 * fine
            }
        }
    }

    private func tones(_ side: Int, _ tone: (PenDrawing.Point) -> Float) -> [Float] {
        (0..<side * side).map { tone(PenDrawing.Point(Float($0 % side), Float($0 / side))) }
    }
}

/// Stripes, soft or hard, in any direction.
private struct Plaid {
    private let frequency: PenDrawing.Point
    private let phase: Float
    private let hardness: Float

    init(side: Int, using generator: inout some RandomNumberGenerator) {
        let angle = generator.uniform(0...2 * .pi)
        let length = generator.logUniform(4...40)
        frequency = PenDrawing.Point(cos(angle), sin(angle)) * (2 * .pi / length)
        phase = generator.uniform(0...2 * .pi)
        hardness = generator.logUniform(0.5...8)
    }

    func tone(_ point: PenDrawing.Point) -> Float {
        min(max(0.5 + hardness * sin((frequency * point).sum() + phase), 0), 1)
    }
}
