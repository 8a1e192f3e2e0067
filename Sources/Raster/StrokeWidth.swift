/// Gives a digit the pen that MNIST was written with.
///
/// A network trained on MNIST has seen strokes of about two to four pixels in its 20x20 box. A canvas pen of one
/// pixel in two thousand vanishes on the way there, and a felt tip closes the loops.
struct StrokeWidth {
    /// Strokes that are left as they are, in pixels of the 20x20 box.
    var tolerated: ClosedRange<Float> = 2.0...3.0

    /// What the others are brought to: the mean of MNIST's test images.
    var target: Float = 2.5

    /// The digit with its stroke in range, not yet cropped; as it was where it is in range already.
    ///
    /// - Parameter ink: the digit, cropped to its bounds.
    func matched(_ ink: Plane, box: Int) -> Plane {
        // A digit no larger than the box was drawn, or made small, for it: there is no finer stroke to go by.
        guard ink.bounds.longestSide > box else { return ink }
        // Enough pixels for a smooth edge, few enough to be quick: four to one of the box.
        let longest = Float(ink.bounds.longestSide)
        let scale = Float(box * Self.oversampling) / longest
        let size = [ink.width, ink.height].map { max(Int((Float($0) * scale).rounded()), 1) }
        let small = AreaResampler.resize(ink, width: size[0], height: size[1]).padded(by: 1)
        let glyph = EvenStroke.applied(to: small, reach: 2 * Self.oversampling)

        let width = Self.estimate(glyph)
        let length = Float(glyph.bounds.longestSide - 2)
        let boxed = width * Float(box) / length
        guard !tolerated.contains(boxed) else { return ink }
        // Moving the edge by r makes the stroke width + 2r and the digit length + 2r: solve for their ratio.
        let offset = (target * length - Float(box) * width) / (2 * (Float(box) - target))
        let margin = max(Int(offset.rounded(.up)), 0) + 1
        let field = DistanceField(glyph.padded(by: margin))
        return field.ink(offsetBy: offset)
    }

    private static let oversampling = 4

    /// The mean width of the strokes, in pixels: twice the area over the length of the outline.
    ///
    /// The outline of a grey picture is its total variation. Both sums are those of a picture with a clear margin.
    static func estimate(_ ink: Plane) -> Float {
        let plane = ink.padded(by: 1)
        var (area, outline): (Float, Float) = (0, 0)
        for y in 0..<plane.height - 1 {
            for x in 0..<plane.width - 1 {
                let value = plane[x, y]
                let (dx, dy) = (plane[x + 1, y] - value, plane[x, y + 1] - value)
                area += value
                outline += (dx * dx + dy * dy).squareRoot()
            }
        }
        return outline > 0 ? 2 * area / outline : 0
    }
}
