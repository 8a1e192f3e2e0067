/// A few dots and dashes, as dirt or a slipped pen leaves them.
enum Specks {
    /// - Returns: a drawing in any unit.
    static func drawing(using generator: inout some RandomNumberGenerator) -> PenDrawing {
        if generator.chance(0.2) { return PenDrawing(strokes: [[[0, 0]]]) }
        return PenDrawing(
            strokes: (0..<generator.count(2...8)).map { _ in
                let place = generator.point(0...1)
                return generator.chance(0.6) ? [place] : [place, place + generator.point(-0.1...0.1)]
            })
    }
}
