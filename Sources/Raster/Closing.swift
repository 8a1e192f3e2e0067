/// Fills what is dark and narrow with the light around it, and leaves all else: a morphological closing.
///
/// The largest value within a square, then the smallest of these (Serra, 1982). A stroke narrower than the square is
/// gone, while the straight edge of a shadow stays where it is and as sharp as it is.
enum Closing {
    /// - Parameters:
    ///   - radius: half a side of the square, in pixels.
    ///   - outside: how far the middle of the square may lie beyond the plane's edge, where nothing is light: the
    ///     farther, the less is filled along the edge. At `radius` light may fall off towards the edge and stays.
    static func of(_ plane: Plane<UInt8>, radius: Int, outside: Int) -> Plane<UInt8> {
        let widest = LocalMaximum.of(plane.padded(by: radius + outside), radius: radius)
        let centers = PixelRect(
            x: radius, y: radius, width: plane.width + 2 * outside, height: plane.height + 2 * outside)
        // The smallest is the largest of what is inverted.
        let light = widest.cropped(to: centers).inverted.padded(by: radius)
        let inner = PixelRect(
            x: radius + outside, y: radius + outside, width: plane.width, height: plane.height)
        return LocalMaximum.of(light, radius: radius).cropped(to: inner).inverted
    }

    /// The same along each row alone, with `radius` columns to either side: what is narrow and dark in its row goes.
    static func ofRows(_ plane: Plane<UInt8>, radius: Int) -> Plane<UInt8> {
        let inner = PixelRect(x: radius, y: 0, width: plane.width, height: plane.height)
        let widest = LocalMaximum.of(plane.padded(across: radius, down: 0), across: radius, down: 0)
        let light = widest.cropped(to: inner).inverted.padded(across: radius, down: 0)
        return LocalMaximum.of(light, across: radius, down: 0).cropped(to: inner).inverted
    }
}

extension Plane<UInt8> {
    /// Light for dark and dark for light.
    var inverted: Plane {
        var result = self
        var pixels = result.values.mutableSpan
        for index in pixels.indices { pixels[index] = ~pixels[index] }
        return result
    }
}
