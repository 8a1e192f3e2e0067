import Glibc

/// A turn, stretch, slant and move of an image about its centre.
public struct ImageTransform: Sendable, Equatable {
    /// Leaves an image as it is.
    public static let identity = ImageTransform()

    // The inverse, from output to source, both from the centre: source = (xx xy; yx yy) (output - move).
    let xx: Double
    let xy: Double
    let yx: Double
    let yy: Double
    let moveX: Double
    let moveY: Double

    /// Scales, then slants, then turns, then moves.
    ///
    /// - Parameters:
    ///   - rotation: degrees, clockwise as seen on the screen (x to the right, y down).
    ///   - translationX: pixels to the right, at most 65,536 either way.
    ///   - translationY: pixels down, at most 65,536 either way.
    ///   - scaleX: factor of the width, 1/64 to 64.
    ///   - scaleY: factor of the height, 1/64 to 64.
    ///   - shear: pixels a point moves to the right for each pixel it lies below the centre, at most 64.
    public init(
        rotation: Float = 0, translationX: Float = 0, translationY: Float = 0, scaleX: Float = 1,
        scaleY: Float = 1, shear: Float = 0
    ) {
        // These ranges, and that of the sides, keep coordinates below 2^31: see `FixedPoint`.
        precondition(abs(translationX) <= 65_536 && abs(translationY) <= 65_536, "translation in range")
        precondition((1 / 64...64).contains(scaleX) && (1 / 64...64).contains(scaleY), "scale in range")
        precondition(rotation.isFinite && abs(shear) <= 64, "rotation and shear in range")
        let radians = Double(rotation) * (.pi / 180)
        let (cosine, sine, shear) = (cos(radians), sin(radians), Double(shear))
        // forward = (cos -sin; sin cos) (1 shear; 0 1) (scaleX 0; 0 scaleY), inverted factor by factor.
        xx = (cosine + shear * sine) / Double(scaleX)
        xy = (sine - shear * cosine) / Double(scaleX)
        yx = -sine / Double(scaleY)
        yy = cosine / Double(scaleY)
        moveX = Double(translationX)
        moveY = Double(translationY)
    }

    /// Writes the moved image as numbers in 0...1: bilinear, 0 outside, the identity exact.
    ///
    /// - Precondition: `image` and `output` hold `width * height` elements each; no side is over 65,536.
    public func apply(_ image: Span<UInt8>, width: Int, height: Int, into output: inout MutableSpan<Float>) {
        precondition((1...65_536).contains(width) && (1...65_536).contains(height), "sides in range")
        precondition(image.count == width * height && output.count == width * height, "sizes agree")
        let (centreX, centreY) = (Double(width - 1) / 2, Double(height - 1) / 2)
        let (lastX, lastY) = (FixedPoint(Double(width - 1)), FixedPoint(Double(height - 1)))
        let (stepX, stepY) = (FixedPoint(xx), FixedPoint(yx))
        let x = -centreX - moveX
        for row in 0..<height {
            let y = Double(row) - centreY - moveY
            var sourceX = FixedPoint(xx * x + xy * y + centreX)
            var sourceY = FixedPoint(yx * x + yy * y + centreY)
            for index in row * width..<(row + 1) * width {
                let value: Float
                if sourceX.isWithin(lastX) && sourceY.isWithin(lastY) {
                    // All four taps lie inside: the last is at most at (width - 1, height - 1).
                    let corner = sourceY.floor &* width &+ sourceX.floor
                    let upper = unsafe (image[unchecked: corner], image[unchecked: corner &+ 1])
                    let below = corner &+ width
                    let lower = unsafe (image[unchecked: below], image[unchecked: below &+ 1])
                    value = blend(upper, lower, sourceX.fraction, sourceY.fraction)
                } else {
                    value = edge(image, width, height, sourceX, sourceY)
                }
                // Divided, not multiplied by 1/255, so that the identity is exactly pixel / 255.
                unsafe output[unchecked: index] = value / 255
                sourceX += stepX
                sourceY += stepY
            }
        }
    }
}

/// A coordinate as a whole number of 2^-32 pixels, for magnitudes below 2^31.
///
/// Conversion from floating point is checked and slow: with fixed point there is one for each row instead of two
/// for each pixel, and an image takes a third of the time.
private struct FixedPoint {
    private var raw: Int

    init(_ value: Double) { raw = Int(value * 0x1p32) }

    /// The largest whole number not above it, negative ones included.
    var floor: Int { raw >> 32 }
    /// What it is above its floor, 0..<1, to 24 bits: as many as a Float has.
    var fraction: Float { Float(Int32(truncatingIfNeeded: raw >> 8 & 0xff_ffff)) * 0x1p-24 }

    /// Whether it is in `0..<limit`, in one comparison: a negative number is a huge unsigned one.
    func isWithin(_ limit: FixedPoint) -> Bool { UInt(bitPattern: raw) < UInt(bitPattern: limit.raw) }

    static func += (left: inout FixedPoint, right: FixedPoint) { left.raw &+= right.raw }
}

/// The bilinear value between four taps, two above and two below.
@inline(__always)
private func blend(_ upper: (UInt8, UInt8), _ lower: (UInt8, UInt8), _ fx: Float, _ fy: Float) -> Float {
    let top = Float(upper.0) + fx * (Float(upper.1) - Float(upper.0))
    let bottom = Float(lower.0) + fx * (Float(lower.1) - Float(lower.0))
    return top + fy * (bottom - top)
}

/// The bilinear value where taps may lie outside the image, which count as 0.
private func edge(
    _ image: Span<UInt8>, _ width: Int, _ height: Int, _ x: FixedPoint, _ y: FixedPoint
) -> Float {
    let (left, top) = (x.floor, y.floor)
    guard left >= -1, left < width, top >= -1, top < height else { return 0 }
    func tap(_ column: Int, _ row: Int) -> UInt8 {
        guard column >= 0, column < width, row >= 0, row < height else { return 0 }
        return image[row * width + column]
    }
    return blend(
        (tap(left, top), tap(left + 1, top)), (tap(left, top + 1), tap(left + 1, top + 1)),
        x.fraction, y.fraction)
}
