import Glibc

/// Strokes without a meaning; too many turns for a digit.
enum Scribble: CaseIterable {
    case curves, scrawl, polygons, loops, hatching, crossings

    /// - Returns: a drawing in any unit.
    static func drawing(using generator: inout some RandomNumberGenerator) -> PenDrawing {
        generator.element(of: allCases).drawing(using: &generator)
    }

    func drawing(using generator: inout some RandomNumberGenerator) -> PenDrawing {
        switch self {
        case .curves:
            // A single curve of few points may be any digit: the fewer strokes, the more points each.
            let count = generator.count(2...6)
            return PenDrawing(
                strokes: (0..<count).map { _ in
                    SmoothPath.through(points(generator.count(count < 4 ? 4...7 : 2...5), &generator))
                })
        case .scrawl:
            return PenDrawing(strokes: [SmoothPath.through(points(generator.count(9...20), &generator))])
        case .polygons:
            return PenDrawing(
                strokes: (0..<generator.count(1...3)).map { _ in
                    let corners = points(generator.count(4...7), &generator)
                    return corners + corners.prefix(1)
                })
        case .loops: return PenDrawing(strokes: [loops(&generator)])
        case .hatching: return hatching(&generator)
        case .crossings:
            return PenDrawing(strokes: (0..<generator.count(4...9)).map { _ in points(2, &generator) })
        }
    }

    private func points(
        _ count: Int, _ generator: inout some RandomNumberGenerator
    ) -> [PenDrawing.Point] {
        (0..<count).map { _ in generator.point(0...1) }
    }

    /// A pen that goes round and round while it moves on, or inwards: a coil, a spiral, a ball of wool.
    private func loops(_ generator: inout some RandomNumberGenerator) -> [PenDrawing.Point] {
        let turns = generator.uniform(2.6...6)
        let (shrinking, drift) = (generator.uniform(0...1), generator.point(-0.4...0.4))
        let (phase, flatness) = (generator.uniform(0...6), generator.uniform(0.5...1))
        let steps = Int(turns * 16)
        return (0...steps).map { step in
            let share = Float(step) / Float(steps)
            let angle = phase + share * turns * 2 * .pi
            let radius = 1 - shrinking * share
            return PenDrawing.Point(cos(angle), sin(angle) * flatness) * radius + drift * share * turns
        }
    }

    /// Parallel lines, perhaps joined to a zigzag, perhaps crossed by others.
    private func hatching(_ generator: inout some RandomNumberGenerator) -> PenDrawing {
        func lines(_ count: Int) -> [[PenDrawing.Point]] {
            (0..<count).map { index in
                let x = Float(index) / Float(count - 1)
                let ends = [PenDrawing.Point(x, 0), PenDrawing.Point(x, 1)]
                return ends.map { $0 + generator.point(-0.05...0.05) }
            }
        }
        var strokes = lines(generator.count(3...7))
        if generator.chance(0.3) {
            let zigzag = strokes.enumerated().flatMap { index, line in
                index % 2 == 0 ? line : line.reversed()
            }
            strokes = [zigzag]
        }
        if generator.chance(0.4) {
            strokes += lines(generator.count(3...5)).map { line in
                line.map { PenDrawing.Point($0.y, $0.x) }
            }
        }
        return PenDrawing(strokes: strokes)
    }
}
