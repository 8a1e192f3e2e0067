/// A grey picture of ink while it is corrupted.
public struct InkPlane: Sendable, Equatable {
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// 0 ground to 1 full ink, row-major from the top left. (height, width)
    public var values: [Float]

    /// - Precondition: both sides are positive, and there is one value for each pixel.
    public init(width: Int, height: Int, values: [Float]) {
        precondition(width > 0 && height > 0 && values.count == width * height, "every pixel once")
        self.width = width
        self.height = height
        self.values = values
    }

    /// Takes bytes: 0 ground, 255 full ink.
    ///
    /// - Precondition: as of `init(width:height:values:)`.
    public init(width: Int, height: Int, bytes: some Collection<UInt8>) {
        self.init(width: width, height: height, values: bytes.map { Float($0) / 255 })
    }

    /// Makes a picture pixel by pixel.
    init(width: Int, height: Int, _ pixel: (_ x: Int, _ y: Int) -> Float) {
        self.init(
            width: width, height: height,
            values: (0..<width * height).map { pixel($0 % width, $0 / width) })
    }

    /// The nearest bytes: 0 ground, 255 full ink; what lies outside of 0...1 is clipped.
    public var bytes: [UInt8] {
        values.map { UInt8((255 * min(max($0, 0), 1)).rounded()) }
    }

    /// A pixel's ink, none outside.
    subscript(x: Int, y: Int) -> Float {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return 0 }
        return values[y * width + x]
    }

    /// A pixel's ink; outside, that of the nearest pixel.
    subscript(clampedX x: Int, y: Int) -> Float {
        values[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)]
    }

    /// The ink at a place between pixels, whose middles are at whole numbers: bilinear, none outside.
    func ink(atX x: Float, y: Float) -> Float {
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (right, below) = (x - left, y - top)
        let (column, row) = (Int(left), Int(top))
        let high = self[column, row] * (1 - right) + self[column + 1, row] * right
        let low = self[column, row + 1] * (1 - right) + self[column + 1, row + 1] * right
        return high * (1 - below) + low * below
    }

    /// Every pixel changed for itself, and clipped to 0...1.
    func mapped(_ transform: (Float) -> Float) -> InkPlane {
        InkPlane(width: width, height: height, values: values.map { min(max(transform($0), 0), 1) })
    }

    /// Both pictures' ink together, clipped to 1.
    func adding(_ other: InkPlane) -> InkPlane {
        InkPlane(width: width, height: height, values: zip(values, other.values).map { min($0 + $1, 1) })
    }

    /// The picture `times` as large, smoothly, with `margin` pixels of the larger one around it.
    ///
    /// - Precondition: `times` is positive and `margin` is not negative.
    public func enlarged(times: Int, margin: Int) -> InkPlane {
        precondition(times > 0 && margin >= 0, "a size")
        let scale = 1 / Float(times)
        func place(_ pixel: Int) -> Float { (Float(pixel - margin) + 0.5) * scale - 0.5 }
        return InkPlane(width: width * times + 2 * margin, height: height * times + 2 * margin) { x, y in
            ink(atX: place(x), y: place(y))
        }
    }
}
