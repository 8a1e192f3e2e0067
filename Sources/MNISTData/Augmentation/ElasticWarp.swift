/// Moves an image by a transform and a random elastic field in one resampling: bilinear, 0 outside.
struct ElasticWarp: Sendable {
    /// Displacements in pixels.
    private(set) var right: SmoothField
    private(set) var down: SmoothField
    /// Its margin of 2 has ground for all four taps of places outside the image.
    private var source: PaddedPlane
    private let fixedPlaces: FixedPlaces
    /// Where the pixels of one row come from: the upper left of their four taps, and how far they lie beyond it.
    private var taps: [Int32]
    private var fractionsX: [Float]
    private var fractionsY: [Float]

    init(width: Int, height: Int, sigma: Float) {
        right = SmoothField(width: width, height: height, sigma: sigma)
        down = right
        source = PaddedPlane(width: width, height: height, margin: 2)
        fixedPlaces = FixedPlaces(below: max(width, height) + 3)
        taps = [Int32](repeating: 0, count: width)
        fractionsX = [Float](repeating: 0, count: width)
        fractionsY = fractionsX
    }

    /// Writes the image as `transform` moves it and a new field then displaces it, as numbers in 0...1.
    ///
    /// - Precondition: `image` and `output` hold `width * height` elements each.
    mutating func apply(
        _ transform: ImageTransform, rootMeanSquare: Float, to image: Span<UInt8>,
        into output: inout MutableSpan<Float>, from stream: inout DistortionStream
    ) {
        precondition(output.count == image.count, "sizes agree")
        source.load(image)
        right.draw(rootMeanSquare: rootMeanSquare, from: &stream)
        down.draw(rootMeanSquare: rootMeanSquare, from: &stream)
        let places = InversePlaces(transform, source, fixedPlaces)
        for row in 0..<source.height {
            places.find(row, right.values, down.values, &taps, &fractionsX, &fractionsY)
            sample(row, into: &output)
        }
    }

    /// Writes a row from the places found.
    private func sample(_ row: Int, into output: inout MutableSpan<Float>) {
        let (width, stride) = (source.width, source.stride)
        let (taps, fractionsX, fractionsY) = (taps.span, fractionsX.span, fractionsY.span)
        let values = source.values.span
        for column in 0..<width {
            let upper = unsafe Int(taps[unchecked: column])
            let below = upper &+ stride
            let (fx, fy) = unsafe (fractionsX[unchecked: column], fractionsY[unchecked: column])
            let (a, b) = unsafe (values[unchecked: upper], values[unchecked: upper &+ 1])
            let (c, d) = unsafe (values[unchecked: below], values[unchecked: below &+ 1])
            let top = a + fx * (b - a)
            let bottom = c + fx * (d - c)
            unsafe output[unchecked: row &* width &+ column] = top + fy * (bottom - top)
        }
    }
}

/// Where output pixels come from in a padded plane: the inverse of a transform, after a displacement.
private struct InversePlaces {
    private let fixedPlaces: FixedPlaces
    private let width: Int
    private let stride: Int32
    private let matrix: (xx: Float, xy: Float, yx: Float, yy: Float)
    /// What an output place is from, and what a source place is from.
    private let origin: (x: Float, y: Float)
    private let centre: (x: Float, y: Float)
    private let last: (x: Float, y: Float)

    init(_ transform: ImageTransform, _ source: PaddedPlane, _ fixedPlaces: FixedPlaces) {
        self.fixedPlaces = fixedPlaces
        width = source.width
        stride = Int32(source.stride)
        matrix = (Float(transform.xx), Float(transform.xy), Float(transform.yx), Float(transform.yy))
        let middle = (x: Float(source.width - 1) / 2, y: Float(source.height - 1) / 2)
        origin = (-middle.x - Float(transform.moveX), -middle.y - Float(transform.moveY))
        centre = (middle.x + Float(source.margin), middle.y + Float(source.margin))
        last = (Float(source.width + source.margin), Float(source.height + source.margin))
    }

    /// Finds the places of a row, displaced by the fields.
    ///
    /// Each place is held in 1...last, so that all four taps are in the plane, and ground where it was outside.
    func find(
        _ row: Int, _ right: [Float], _ down: [Float], _ taps: inout [Int32], _ fractionsX: inout [Float],
        _ fractionsY: inout [Float]
    ) {
        let (right, down) = (right.span, down.span)
        var taps = taps.mutableSpan
        var fractionsX = fractionsX.mutableSpan
        var fractionsY = fractionsY.mutableSpan
        let rowY = origin.y + Float(row)
        for column in 0..<width {
            let index = row &* width &+ column
            let x = unsafe origin.x + Float(Int32(truncatingIfNeeded: column)) + right[unchecked: index]
            let y = unsafe rowY + down[unchecked: index]
            let sourceX = max(1, min(last.x, matrix.xx * x + matrix.xy * y + centre.x))
            let sourceY = max(1, min(last.y, matrix.yx * x + matrix.yy * y + centre.y))
            let (left, fractionX) = fixedPlaces.split(sourceX)
            let (top, fractionY) = fixedPlaces.split(sourceY)
            unsafe taps[unchecked: column] = top &* stride &+ left
            unsafe fractionsX[unchecked: column] = fractionX
            unsafe fractionsY[unchecked: column] = fractionY
        }
    }
}
