import Glibc

/// A sign made of two: one within a ring or a frame, as clocks, faces and buttons are, or strokes of both mixed.
///
/// A ring with something in it is what doodles are taken for a 0 by.
enum CompositeSign: CaseIterable {
    case enclosed, wheel, mixed

    /// - Returns: a drawing in any unit.
    static func drawing(using generator: inout some RandomNumberGenerator) -> PenDrawing {
        generator.element(of: allCases).drawing(using: &generator)
    }

    /// Signs of more than a dot or a dash: a ring with one of those is how some write a 0.
    private static let parts = Glyph.all.map(\.drawing).filter { $0.strokes.joined().count > 3 }

    func drawing(using generator: inout some RandomNumberGenerator) -> PenDrawing {
        switch self {
        case .enclosed:
            let inner = generator.element(of: Self.parts).fitted(
                to: generator.uniform(0.5...0.9), around: 0.15 * generator.point(-1...1))
            return PenDrawing(strokes: [Self.frame(&generator)] + inner.strokes)
        case .wheel: return PenDrawing(strokes: [Self.frame(&generator)] + Self.filling(&generator))
        case .mixed:
            let parts = (0..<2).map { _ in
                generator.element(of: Self.parts).fitted(to: 2, around: 0.3 * generator.point(-1...1))
            }
            let rest = parts[1].strokes.filter { _ in generator.chance(0.7) }
            return PenDrawing(strokes: parts[0].strokes + (rest.isEmpty ? parts[1].strokes : rest))
        }
    }

    /// A ring, or a polygon of three to six corners, about 2 wide around the origin.
    private static func frame(_ generator: inout some RandomNumberGenerator) -> [PenDrawing.Point] {
        let isRing = generator.chance(0.6)
        let corners = isRing ? 24 : generator.count(3...6)
        let shape = PenDrawing.Point(generator.uniform(0.8...1), generator.uniform(0.8...1))
        let start = generator.uniform(0...2 * .pi)
        return (0...corners).map { index in
            let angle = start + 2 * .pi * Float(index) / Float(corners)
            return shape * PenDrawing.Point(cos(angle), sin(angle))
        }
    }

    /// What stands in a wheel, a dial, a target or a button: spokes, hands, a smaller ring or rays.
    private static func filling(_ generator: inout some RandomNumberGenerator) -> [[PenDrawing.Point]] {
        func ray(_ angle: Float, _ radii: ClosedRange<Float>) -> [PenDrawing.Point] {
            [radii.lowerBound, radii.upperBound].map { $0 * PenDrawing.Point(cos(angle), sin(angle)) }
        }
        let start = generator.uniform(0...2 * .pi)
        let count = generator.count(3...8)
        let angles = (0..<count).map { start + 2 * .pi * Float($0) / Float(count) }
        switch generator.count(0...3) {
        case 0: return angles.map { ray($0, 0...0.9) }
        case 1: return [ray(start, 0...0.7), ray(start + generator.uniform(0.8...2.3), 0...0.5)]
        case 2:
            let radius = generator.uniform(0.2...0.6)
            return [(0...16).map { ray(Float($0) * .pi / 8, radius...radius)[0] }]
        default: return angles.map { ray($0, 0.35...0.9) }
        }
    }
}

extension PenDrawing {
    /// The same with its longer side of this size and the middle of its box there.
    fileprivate func fitted(to size: Float, around middle: Point) -> PenDrawing {
        guard let bounds else { return self }
        let scale = size / max((bounds.high - bounds.low).max(), PenDrawing.smallest)
        let own = (bounds.low + bounds.high) / 2
        return mapped { ($0 - own) * scale + middle }
    }
}
