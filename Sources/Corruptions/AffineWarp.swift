import Glibc

/// A picture leaning, turned or of another size about its middle; bilinear, with ground where nothing comes from.
struct AffineWarp {
    /// Where a pixel at (x, y) from the middle comes from: (x · right + y · down).
    let right: SIMD2<Float>
    let down: SIMD2<Float>

    /// How far `shear` leans to either side, in radians: severity 2 of 5.
    static let lean: Float = 0.4
    /// How far `rotate` turns to either side, in radians: severity 2 of 5.
    static let turn: Float = 0.4
    /// What `scale` leaves of the size: severity 3 of 5.
    static let size: Float = 0.7

    /// Leaning: pixels of a row come from `sin(angle)` pixels further to the left for each row further down, and the
    /// rows are `cos(angle)` apart, as scikit-image's affine transformations had it when the data set was made.
    ///
    /// - Parameter angle: in radians.
    static func shear(_ angle: Float) -> AffineWarp {
        AffineWarp(right: [1, 0], down: [-sin(angle), cos(angle)])
    }

    /// Turned anticlockwise, for a positive angle in radians.
    static func rotation(_ angle: Float) -> AffineWarp {
        AffineWarp(right: [cos(angle), sin(angle)], down: [-sin(angle), cos(angle)])
    }

    /// `factor` times as large.
    static func scale(_ factor: Float) -> AffineWarp {
        AffineWarp(right: [1 / factor, 0], down: [0, 1 / factor])
    }

    func applied(to ink: InkPlane) -> InkPlane {
        let middle = SIMD2(Float(ink.width - 1), Float(ink.height - 1)) / 2
        return InkPlane(width: ink.width, height: ink.height) { x, y in
            let offset = SIMD2(Float(x), Float(y)) - middle
            let source = middle + offset.x * right + offset.y * down
            return ink.ink(atX: source.x, y: source.y)
        }
    }
}
