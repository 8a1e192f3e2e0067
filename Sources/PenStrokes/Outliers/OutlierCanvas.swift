import Raster

/// The paper that outliers are drawn on: as small as keeps a pen's edge smooth.
enum OutlierCanvas {
    /// Pixels of a side.
    static let side = 96
    /// The longer side of what is drawn, in pixels; the rest is margin.
    static let drawn: Float = 64

    /// Dark strokes on white paper.
    ///
    /// - Parameters:
    ///   - drawing: its longer side 1 and its middle in the origin.
    ///   - pen: the pen's diameter, as a share of the longer side.
    static func picture(of drawing: PenDrawing, pen: Float) -> PixelImage {
        let placed = drawing.mapped { $0 * drawn + Float(side) / 2 }
        return StrokeRenderer(width: side, height: side).picture(of: placed, pen: max(pen * drawn, 2))
    }

    /// A pen as people take, from fine to felt, as a share of the longer side.
    static func pen(using generator: inout some RandomNumberGenerator) -> Float {
        generator.logUniform(in: 0.03...0.16)
    }

    /// Shares of ink, 0...1, as dark on white paper. (side, side)
    static func picture(ink: [Float]) -> PixelImage {
        PixelImage(
            width: side, height: side, luma: ink.map { UInt8(255 - 255 * min(max($0, 0), 1)) })
    }
}
