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
    func matched(_ ink: Plane<UInt8>, box: Int) -> Plane<UInt8> {
        // A digit no larger than the box was drawn, or made small, for it: there is no finer stroke to go by.
        guard ink.bounds.longestSide > box else { return ink }
        // Enough pixels for a smooth edge, few enough to be quick: four to one of the box.
        let size = ink.bounds.scaled(toLongestSide: box * Self.oversampling)
        let small = AreaResampler.resize(ink, width: size.width, height: size.height)
        let reach = 2 * Self.oversampling
        let glyph = EvenStroke.applied(to: small.padded(by: reach), reach: reach)

        let width = Self.estimate(glyph)
        let length = Float(size.longestSide)
        let boxed = width * Float(box) / length
        guard !tolerated.contains(boxed) else { return ink }
        // Moving the edge by r makes the stroke width + 2r and the digit length + 2r: solve for their ratio. That
        // is 5.7 pixels at most, for a stroke of no width, which the margin has room for.
        let offset = (target * length - Float(box) * width) / (2 * (Float(box) - target))
        return Plane<UInt8>(OffsetOutline.applied(to: glyph, by: offset))
    }

    private static let oversampling = 4

    /// The mean width of the strokes, in pixels: twice the area over the length of the outline.
    ///
    /// The outline of a grey picture is its total variation.
    ///
    /// - Precondition: the ink has a margin of at least one pixel of zero.
    static func estimate(_ ink: Plane<Float>) -> Float {
        // Summed by columns, so that neighbours do not wait for each other.
        var (areas, outlines) = (Lanes.zero, Lanes.zero)
        let (width, values) = (ink.width, ink.values.span)
        // The margin's last row and column are left out: what is after the end of a row is the next one's margin.
        for index in stride(
            from: 0, through: values.count - width - Lanes.scalarCount - 1, by: Lanes.scalarCount)
        {
            let value = unsafe lanes(of: values, at: index)
            let dx = unsafe lanes(of: values, at: index &+ 1) - value
            let dy = unsafe lanes(of: values, at: index &+ width) - value
            areas += value
            outlines += (dx * dx + dy * dy).squareRoot()
        }
        let outline = outlines.sum()
        return outline > 0 ? 2 * areas.sum() / outline : 0
    }

    /// Values that are worked on together.
    private typealias Lanes = SIMD8<Float>

    @unsafe
    @inline(__always)
    private static func lanes(of values: Span<Float>, at index: Int) -> Lanes {
        unsafe values.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: index &* MemoryLayout<Float>.stride, as: Lanes.self)
    }
}
