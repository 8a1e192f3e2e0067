/// Each pixel replaced by the median of it and its eight neighbours: noise goes, straight edges stay sharp.
enum MedianFilter {
    /// Beyond the plane's edge the outermost pixels go on.
    static func applied(to plane: Plane<UInt8>) -> Plane<UInt8> {
        let wide = plane.extended
        var result = plane
        let (pixels, width) = (wide.values.span, wide.width)
        for y in 0..<plane.height {
            result.updateRow(y) { row in
                for x in 0..<min(plane.width, row.count) {
                    // The columns of three each in order: the median of all is the median of the largest of the
                    // least, the middle of the middles and the least of the largest.
                    let place = (y &+ 1) &* width &+ x &+ 1
                    let left = unsafe ordered(pixels, place &- 1, width)
                    let middle = unsafe ordered(pixels, place, width)
                    let right = unsafe ordered(pixels, place &+ 1, width)
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

extension Plane<UInt8> {
    /// With one more pixel on each side, like the outermost.
    fileprivate var extended: Plane {
        var result: [UInt8] = []
        result.reserveCapacity((width + 2) * (height + 2))
        for y in -1...height {
            let row = values[row(y.clamped(to: 0...height - 1))]
            result.append(row[row.startIndex])
            result += row
            result.append(row[row.endIndex - 1])
        }
        return Plane(width: width + 2, height: height + 2, values: result)
    }
}
