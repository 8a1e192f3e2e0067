/// Makes strokes thicker or thinner by part of a pixel: grey-level morphology (Serra 1982), blended.
///
/// A dilation takes each pixel's largest neighbour, which moves edges out by a pixel; the mean of the plus-shaped and
/// the square neighbourhood is used, which moves slanting edges by 1.06. A blend with the image moves edges by less.
/// Erosion moves them in likewise. It would wash thin strokes out: each pixel is raised again by what its
/// neighbourhood's darkest ink has lost, so that they grow thinner, not fainter, and none goes out.
struct StrokeThickness: Sendable {
    private var ink: PaddedPlane
    private var result: PaddedPlane
    private var across: PaddedPlane
    private var resultAcross: PaddedPlane

    init(width: Int, height: Int) {
        ink = PaddedPlane(width: width, height: height, margin: 1)
        (result, across, resultAcross) = (ink, ink, ink)
    }

    /// Moves the edges of an image's strokes out by `amount` pixels, or in where it is negative.
    ///
    /// - Precondition: `amount` is in -1...1, and the image in 0...1.
    mutating func apply(_ amount: Float, to image: inout MutableSpan<Float>) {
        ink.load(image)
        ink.takeExtremesAcross(into: &across, max)
        if amount >= 0 {
            ink.blendExtremes(across, into: &result, amount, max)
        } else {
            ink.takeExtremesAcross(into: &resultAcross, min)
            ink.blendExtremes(resultAcross, into: &result, -amount, min)
            result.takeExtremesAcross(into: &resultAcross, max)
            result.restorePeaks(resultAcross, to: across)
        }
        result.store(in: &image)
    }
}

extension PaddedPlane {
    /// Takes the extreme of each pixel and its neighbours to the left and right.
    @inline(__always)
    fileprivate func takeExtremesAcross(into across: inout PaddedPlane, _ extreme: (Float, Float) -> Float) {
        let values = values.span
        var across = across.values.mutableSpan
        for i in body {
            unsafe across[unchecked: i] = extreme(
                extreme(values[unchecked: i &- 1], values[unchecked: i &+ 1]), values[unchecked: i])
        }
    }

    /// Writes each pixel, moved by `share` of the way to its neighbourhood's extreme.
    @inline(__always)
    fileprivate func blendExtremes(
        _ across: PaddedPlane, into result: inout PaddedPlane, _ share: Float,
        _ extreme: (Float, Float) -> Float
    ) {
        let (values, across, stride) = (values.span, across.values.span, stride)
        var result = result.values.mutableSpan
        for i in body {
            let (above, below) = (i &- stride, i &+ stride)
            let value = unsafe values[unchecked: i]
            let row = unsafe across[unchecked: i]
            let square = unsafe extreme(extreme(across[unchecked: above], across[unchecked: below]), row)
            let plus = unsafe extreme(extreme(values[unchecked: above], values[unchecked: below]), row)
            unsafe result[unchecked: i] = value + share * (0.5 * (square + plus) - value)
        }
    }

    /// Multiplies each pixel by how much larger its neighbourhood's largest was before than it is now; both planes
    /// hold the largest across.
    fileprivate mutating func restorePeaks(_ now: PaddedPlane, to before: PaddedPlane) {
        let (now, before, stride) = (now.values.span, before.values.span, stride)
        let body = body
        var values = values.mutableSpan
        for i in body {
            let (above, below) = (i &- stride, i &+ stride)
            let peak = unsafe max(
                max(before[unchecked: above], before[unchecked: below]), before[unchecked: i])
            let left = unsafe max(max(now[unchecked: above], now[unchecked: below]), now[unchecked: i])
            // Where nothing at all is left, nothing can be raised.
            unsafe values[unchecked: i] *= peak / max(left, 1e-6)
        }
    }
}
