/// A zigzag across the digit, nearly level.
struct Zigzag {
    /// Where it begins and ends.
    let axis: SoftLine

    /// Half of the way along the axis from one peak to the next, and how far the peaks lie off it; in pixels.
    static let (halfStep, amplitude): (Float, Float) = (2, 2)
    /// Columns that are left out at either side.
    static let margin = 2
    /// How much lower it ends than it began, in pixels.
    static let descent = -5..<5

    init(_ axis: SoftLine) {
        self.axis = axis
    }

    init(in ink: InkPlane, using generator: inout some RandomNumberGenerator) {
        let top = generator.whole(0..<ink.height - 1)
        let bottom = top + generator.whole(Self.descent)
        axis = SoftLine(
            start: [Float(Self.margin), Float(top)],
            end: [Float(ink.width - 1 - Self.margin), Float(bottom)])
    }

    func applied(to ink: InkPlane) -> InkPlane {
        zip(corners, corners.dropFirst()).reduce(ink) { picture, ends in
            picture.adding(
                SoftLine(start: ends.0, end: ends.1).drawn(width: ink.width, height: ink.height))
        }
    }

    /// Its start, its peaks to both sides by turns, and its end.
    private var corners: [SIMD2<Float>] {
        let way = axis.end - axis.start
        let length = (way * way).sum().squareRoot()
        let (along, aside) = (way / length, SIMD2(-way.y, way.x) / length)
        let peaks = stride(from: Self.halfStep, to: length, by: 2 * Self.halfStep).enumerated()
        return [axis.start]
            + peaks.map { number, distance in
                let side = number.isMultiple(of: 2) ? Self.amplitude : -Self.amplitude
                return axis.start + distance * along + side * aside
            } + [axis.end]
    }
}
