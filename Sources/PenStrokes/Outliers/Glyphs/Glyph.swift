/// A sign of our own stroke font: how a pen goes, on a grid of 100 by 100, y downwards.
///
/// A line of text is a glyph: its name, then its strokes with spaces between. A stroke is points, `x,y`, joined by `-`
/// where the pen goes straight and by `~` where it goes smoothly through all of them. `-` between two equal points
/// makes a corner of two curves.
struct Glyph: Sendable, Equatable {
    let name: String
    let drawing: PenDrawing

    /// Nil where the line is no glyph.
    init?(_ line: Substring) {
        let words = line.split(separator: " ")
        guard let name = words.first, words.count > 1 else { return nil }
        var strokes: [[PenDrawing.Point]] = []
        for word in words.dropFirst() {
            guard let stroke = Self.stroke(word) else { return nil }
            strokes.append(stroke)
        }
        self.name = String(name)
        drawing = PenDrawing(strokes: strokes)
    }

    /// Every sign of the font, letters to doodles.
    static let all = latin + greek + cyrillic + scripts + signs + doodles

    /// The glyphs of a table, one a line.
    ///
    /// - Precondition: every line is a glyph, which the tests look after.
    static func table(_ text: String) -> [Glyph] {
        text.split(separator: "\n").map { line in
            guard let glyph = Glyph(line) else { preconditionFailure("no glyph: \(line)") }
            return glyph
        }
    }

    private static func stroke(_ word: Substring) -> [PenDrawing.Point]? {
        var stroke: [PenDrawing.Point] = []
        // Pieces of straight lines; each but the last ends where the next begins.
        for corner in word.split(separator: "-") {
            var curve: [PenDrawing.Point] = []
            for text in corner.split(separator: "~") {
                let numbers = text.split(separator: ",").compactMap { Float($0) }
                guard numbers.count == 2 else { return nil }
                curve.append(PenDrawing.Point(numbers[0], numbers[1]))
            }
            stroke += SmoothPath.through(curve)
        }
        return stroke.isEmpty ? nil : stroke
    }
}
