/// A picture's luminance at full size, at half of it, at a quarter, and so on (Williams, 1983).
///
/// A digit is looked for where the picture is small and read where the digit is large enough: each pixel of the
/// full picture is touched once, whatever its size.
struct LumaPyramid {
    /// The full picture first, each of the others half as wide and high as the one before it.
    private(set) var levels: [Plane<UInt8>]

    /// Halves a plane until its longer side is no more than `side`.
    init(_ plane: Plane<UInt8>, downTo side: Int) {
        levels = [plane]
        while let last = levels.last, last.bounds.longestSide > side { levels.append(last.halved()) }
    }
}

extension Plane<UInt8> {
    /// The means of squares of four pixels, rounded; at an odd edge, of the two or the one that are left.
    fileprivate func halved() -> Plane<UInt8> {
        var result = Plane(width: (width + 1) / 2, height: (height + 1) / 2, filledWith: 0)
        for y in 0..<result.height {
            let upper = values.span.extracting(row(2 * y))
            let lower = values.span.extracting(row(min(2 * y + 1, height - 1)))
            result.updateRow(y) { Self.halve(upper, lower, into: &$0) }
        }
        return result
    }

    private static func halve(
        _ upper: Span<UInt8>, _ lower: Span<UInt8>, into target: inout MutableSpan<UInt8>
    ) {
        precondition(lower.count == upper.count && target.count == (upper.count + 1) / 2)
        var x = 0
        // Pairs of bytes as numbers of 16 bits: the sum of a pair is that of its two halves.
        let low = SIMD8<UInt16>(repeating: 0xFF)
        while x + 8 <= upper.count / 2 {
            let (above, below) = unsafe (pairs(of: upper, at: 2 * x), pairs(of: lower, at: 2 * x))
            let sum = (above & low) &+ (above &>> 8) &+ (below & low) &+ (below &>> 8)
            let means = SIMD8<UInt8>(truncatingIfNeeded: (sum &+ 2) &>> 2)
            var bytes = unsafe target.mutableBytes
            unsafe bytes.storeBytes(of: means, toUncheckedByteOffset: x, as: SIMD8<UInt8>.self)
            x += 8
        }
        while x < target.count {
            let (left, right) = (2 * x, min(2 * x + 1, upper.count - 1))
            let sum = Int(upper[left]) + Int(upper[right]) + Int(lower[left]) + Int(lower[right])
            target[x] = UInt8((sum + 2) >> 2)
            x += 1
        }
    }

    /// Eight pairs of neighbours; `index + 16` must not pass the end.
    @unsafe
    @inline(__always)
    private static func pairs(of row: Span<UInt8>, at index: Int) -> SIMD8<UInt16> {
        unsafe row.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD8<UInt16>.self)
    }
}
