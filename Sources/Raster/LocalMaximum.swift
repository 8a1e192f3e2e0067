/// The largest value within a rectangle around each pixel.
///
/// Windows of twice the width are the larger of two windows side by side, so that few steps make a wide one. One step
/// goes over all rows alike as over one line, which a margin of zeros allows.
enum LocalMaximum {
    /// Within a square.
    ///
    /// - Precondition: the plane's outermost `radius` rows and columns are zero. What is found for them is not zero,
    ///   but of no meaning.
    static func of<Value: Comparable>(_ plane: Plane<Value>, radius: Int) -> Plane<Value> {
        of(plane, across: radius, down: radius)
    }

    /// Within `across` columns to either side and `down` rows above and below.
    ///
    /// - Precondition: as many of the outermost columns and rows are zero. What is found for them is of no meaning.
    static func of<Value: Comparable>(_ plane: Plane<Value>, across: Int, down: Int) -> Plane<Value> {
        var result = plane
        var spare = plane.values
        widen(&result.values, to: 2 * across + 1, step: 1, spare: &spare)
        widen(&result.values, to: 2 * down + 1, step: plane.width, spare: &spare)
        return result
    }

    /// Each value becomes the largest of `count` that are `step` apart and have it in their middle.
    private static func widen<Value: Comparable>(
        _ values: inout [Value], to count: Int, step: Int, spare: inout [Value]
    ) {
        var window = 1
        while window < count {
            let shift = min(window, count - window)
            window += shift
            // Windows start with their value, except the widest.
            let middle = window == count ? count / 2 * step : 0
            larger(of: values.span, andThoseAfter: shift * step, into: &spare, from: middle)
            swap(&values, &spare)
        }
    }

    private static func larger<Value: Comparable>(
        of values: Span<Value>, andThoseAfter distance: Int, into result: inout [Value], from start: Int
    ) {
        var result = result.mutableSpan
        let count = max(min(values.count - distance, result.count - start), 0)
        for index in 0..<count {
            let (here, there) = unsafe (values[unchecked: index], values[unchecked: index &+ distance])
            // Spelt out, it is one instruction; `max` is four, as of two alike it must give the second.
            unsafe result[unchecked: start &+ index] = here > there ? here : there
        }
    }
}
