public import Neural

/// A fixed picture whose logits every checkpoint records: a 7 as two soft strokes.
///
/// It is made by a formula, so that no file has to be found when a server asks itself whether it is ready.
public enum GoldenInput {
    /// 28 × 28 pixels, 0 to 1, row-major, light ink on dark.
    public static let pixels = pixels(for: Architecture.input)

    /// The same picture for a network that reads images of another size, stretched to it.
    public static func pixels(for input: Shape) -> [Float] {
        (0..<input.area).map { index in
            let x = Float(index % input.width) * 28 / Float(input.width)
            let y = Float(index / input.width) * 28 / Float(input.height)
            return max(stroke(x, y, from: (7, 7), to: (20, 7)), stroke(x, y, from: (20, 7), to: (12, 22)))
        }
    }

    /// The ink at (x, y) of a line 3 pixels wide with an edge one pixel soft.
    private static func stroke(_ x: Float, _ y: Float, from a: (Float, Float), to b: (Float, Float)) -> Float
    {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1)
        let along = max(0, min(1, ((x - a.0) * dx + (y - a.1) * dy) / (dx * dx + dy * dy)))
        let (offX, offY) = (x - a.0 - along * dx, y - a.1 - along * dy)
        return max(0, min(1, 2 - (offX * offX + offY * offY).squareRoot()))
    }
}
