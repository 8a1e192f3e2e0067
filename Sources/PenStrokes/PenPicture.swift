public import Raster

/// A drawing on a canvas, and what the network sees of it.
public struct PenPicture: Sendable, Equatable {
    /// The canvas.
    public let canvas: PixelImage

    /// Draws it as some hand does, with some pen, somewhere on some canvas.
    ///
    /// - Precondition: the drawing has a point.
    public init(of drawing: PenDrawing, using generator: inout some RandomNumberGenerator) {
        let hand = PenHand(using: &generator)
        let pen = Pen(using: &generator)
        let side = generator.uniform(64...160).rounded()
        let share = generator.uniform(0.5...0.9)
        let place = (generator.unit(), generator.unit())
        canvas = Self.canvas(
            of: hand.writing(drawing, using: &generator), pen: pen, side: side, share: share, place: place)
    }

    /// Draws it as it is, in the middle of a canvas.
    ///
    /// - Parameters:
    ///   - side: of the canvas, in pixels.
    ///   - share: of the canvas that the drawing takes, pen and all.
    /// - Precondition: the drawing has a point.
    public init(of drawing: PenDrawing, pen: Pen = Pen(), side: Int = 112, share: Float = 0.7) {
        canvas = Self.canvas(of: drawing, pen: pen, side: Float(side), share: share, place: (0.5, 0.5))
    }

    /// The 28x28 that the network is given, 784 bytes, 0 ground to 255 ink; nil where no ink is found.
    public var normalized: [UInt8]? { DigitNormalizer().normalize(canvas)?.image.pixels }

    /// - Parameter place: where in the room that is left, 0 left or top to 1 right or bottom.
    private static func canvas(
        of drawing: PenDrawing, pen: Pen, side: Float, share: Float, place: (Float, Float)
    ) -> PixelImage {
        guard let bounds = drawing.bounds else { preconditionFailure("a drawing with a point") }
        let extent = bounds.high - bounds.low
        let size = share * side
        // No screen draws a finer line than a pixel.
        let width = max(pen.width * size, 1)
        let scale = (size - width) / max(extent.x, extent.y, PenDrawing.smallest)
        let room = side - (scale * extent + width)
        let corner = PenDrawing.Point(place.0, place.1) * room + width / 2
        let renderer = StrokeRenderer(width: Int(side), height: Int(side))
        let ink = renderer.ink(of: drawing.mapped { ($0 - bounds.low) * scale + corner }, pen: width)
        let (paper, span) = (Float(pen.paper), Float(pen.ink) - Float(pen.paper))
        let luma = ink.map { UInt8((paper + span * $0).rounded()) }
        return PixelImage(width: renderer.width, height: renderer.height, luma: luma)
    }
}
