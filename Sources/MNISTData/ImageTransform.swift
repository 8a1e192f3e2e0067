import Glibc

/// A turn, stretch, slant and move of an image about its centre.
public struct ImageTransform: Sendable, Equatable {
    /// Leaves an image as it is.
    public static let identity = ImageTransform()

    // The inverse map, from output to source, both measured from the centre: source = (xx xy; yx yy) (out - move).
    private let xx: Float
    private let xy: Float
    private let yx: Float
    private let yy: Float
    private let moveX: Float
    private let moveY: Float

    /// Scales, then slants, then turns, then moves.
    ///
    /// - Parameters:
    ///   - rotation: degrees, clockwise as seen on the screen (x to the right, y down).
    ///   - translationX: pixels to the right.
    ///   - translationY: pixels down.
    ///   - scaleX: factor of the width, above 0.
    ///   - scaleY: factor of the height, above 0.
    ///   - shear: pixels a point moves to the right for each pixel it lies below the centre.
    public init(
        rotation: Float = 0, translationX: Float = 0, translationY: Float = 0, scaleX: Float = 1,
        scaleY: Float = 1, shear: Float = 0
    ) {
        precondition(scaleX > 0 && scaleY > 0, "a scale factor is above 0")
        let radians = rotation * (.pi / 180)
        let cosine = cosf(radians)
        let sine = sinf(radians)
        // forward = (cos -sin; sin cos) (1 shear; 0 1) (scaleX 0; 0 scaleY), inverted factor by factor.
        xx = (cosine + shear * sine) / scaleX
        xy = (sine - shear * cosine) / scaleX
        yx = -sine / scaleY
        yy = cosine / scaleY
        moveX = translationX
        moveY = translationY
    }

    /// Writes the moved image as numbers in 0...1: bilinear, 0 outside, the identity exact.
    ///
    /// - Precondition: `image` and `output` hold `width * height` elements each.
    public func apply(_ image: Span<UInt8>, width: Int, height: Int, into output: inout MutableSpan<Float>) {
        precondition(image.count == width * height && output.count == width * height, "sizes agree")
        let centreX = Float(width - 1) / 2
        let centreY = Float(height - 1) / 2
        let interiorX = Float(width - 1)
        let interiorY = Float(height - 1)
        for row in 0..<height {
            let y = Float(row) - centreY - moveY
            for column in 0..<width {
                let x = Float(column) - centreX - moveX
                let sourceX = xx * x + xy * y + centreX
                let sourceY = yx * x + yy * y + centreY
                let value: Float
                if sourceX >= 0 && sourceX < interiorX && sourceY >= 0 && sourceY < interiorY {
                    // All four taps lie inside: floor(source) + 1 is at most width - 1 and height - 1.
                    let left = Int(sourceX)
                    let top = Int(sourceY)
                    let index = top * width + left
                    let (fx, fy) = (sourceX - Float(left), sourceY - Float(top))
                    let (p00, p01, p10, p11) = unsafe (
                        Float(image[unchecked: index]), Float(image[unchecked: index + 1]),
                        Float(image[unchecked: index + width]), Float(image[unchecked: index + width + 1])
                    )
                    let upper = p00 + fx * (p01 - p00)
                    let lower = p10 + fx * (p11 - p10)
                    value = upper + fy * (lower - upper)
                } else {
                    value = Self.edge(image, width, height, sourceX, sourceY)
                }
                // Divided, not multiplied by 1/255, so that the identity is exactly pixel / 255.
                unsafe output[unchecked: row * width + column] = value / 255
            }
        }
    }

    /// The bilinear value where at least one of the four taps may lie outside.
    private static func edge(_ image: Span<UInt8>, _ width: Int, _ height: Int, _ x: Float, _ y: Float)
        -> Float
    {
        guard x > -1, y > -1, x < Float(width), y < Float(height) else { return 0 }
        // Truncation of a positive number is its floor; a floor of -1 is reached by the detour.
        let left = Int(x + 1) - 1
        let top = Int(y + 1) - 1
        let (fx, fy) = (x - Float(left), y - Float(top))
        func tap(_ column: Int, _ row: Int) -> Float {
            guard column >= 0, column < width, row >= 0, row < height else { return 0 }
            return Float(image[row * width + column])
        }
        let upper = tap(left, top) + fx * (tap(left + 1, top) - tap(left, top))
        let lower = tap(left, top + 1) + fx * (tap(left + 1, top + 1) - tap(left, top + 1))
        return upper + fy * (lower - upper)
    }
}
