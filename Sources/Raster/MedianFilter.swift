/// Each pixel replaced by the median of it and its eight neighbours: noise goes, straight edges stay sharp.
enum MedianFilter {
    /// The outermost rows and columns stay as they are.
    static func applied(to plane: Plane<UInt8>) -> Plane<UInt8> {
        var result = plane
        guard plane.width > 2, plane.height > 2 else { return result }
        let (pixels, width) = (plane.values.span, plane.width)
        for y in 1..<plane.height - 1 {
            result.updateRow(y) { row in
                for x in 1..<min(width, row.count) - 1 {
                    // The three rows' columns in order: the median of all lies among the largest of the least, the
                    // middle of the middles and the least of the largest.
                    let start = y &* width &+ x
                    let left = unsafe ordered(pixels, start &- 1, width)
                    let middle = unsafe ordered(pixels, start, width)
                    let right = unsafe ordered(pixels, start &+ 1, width)
                    row[x] = median(
                        max(left.0, middle.0, right.0), median(left.1, middle.1, right.1),
                        min(left.2, middle.2, right.2))
                }
            }
        }
        return result
    }

    /// A pixel, the one above it and the one below it, the least first.
    @unsafe
    @inline(__always)
    private static func ordered(
        _ pixels: Span<UInt8>, _ index: Int, _ width: Int
    ) -> (UInt8, UInt8, UInt8) {
        let (a, b, c) = unsafe (
            pixels[unchecked: index &- width], pixels[unchecked: index], pixels[unchecked: index &+ width]
        )
        let (low, high) = (min(a, b), max(a, b))
        return (min(low, c), max(low, min(high, c)), max(high, c))
    }

    @inline(__always)
    private static func median(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt8 {
        max(min(a, b), min(max(a, b), c))
    }
}
