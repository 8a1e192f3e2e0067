/// A dotted line across the digit, from side to side.
struct DottedLine {
    let line: SoftLine

    /// The columns of a dot, and of the gap before it.
    static let dot = 2

    init(_ line: SoftLine) {
        self.line = line
    }

    init(in ink: InkPlane, using generator: inout some RandomNumberGenerator) {
        let (left, right) = (generator.whole(0..<ink.height - 1), generator.whole(0..<ink.height - 1))
        line = SoftLine(start: [0, Float(left)], end: [Float(ink.width - 1), Float(right)])
    }

    func applied(to ink: InkPlane) -> InkPlane {
        let drawn = line.drawn(width: ink.width, height: ink.height)
        return ink.adding(
            InkPlane(width: ink.width, height: ink.height) { x, y in
                (x / Self.dot).isMultiple(of: 2) ? 0 : drawn[x, y]
            })
    }
}
