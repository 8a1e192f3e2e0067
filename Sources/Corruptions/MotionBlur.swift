import Glibc

/// A camera that moved: every pixel smeared to one side, fading out as half a Gaussian does (severity 1 of 5).
struct MotionBlur {
    /// Where it is smeared from: 0 is from the right, quarter turns to below.
    let angle: Float

    /// The deviation, in pixels.
    static let sigma: Float = 3
    /// The pixels of the smear.
    static let length = 21

    /// - Parameter angle: in radians.
    init(angle: Float) {
        self.angle = angle
    }

    init(using generator: inout some RandomNumberGenerator) {
        self.init(angle: generator.uniform(-Float.pi / 4...Float.pi / 4))
    }

    func applied(to ink: InkPlane) -> InkPlane {
        let steps = (0..<Self.length).map(Float.init)
        let bell = steps.map { exp(-0.5 * ($0 / Self.sigma) * ($0 / Self.sigma)) }
        let total = bell.reduce(0, +)
        let smear = zip(steps, bell).map { step, weight in
            (
                x: Int((step * cos(angle)).rounded()), y: Int((step * sin(angle)).rounded()),
                share: weight / total
            )
        }
        return InkPlane(width: ink.width, height: ink.height) { x, y in
            smear.reduce(0) { $0 + $1.share * ink[clampedX: x + $1.x, y + $1.y] }
        }
    }
}
