extension Plane<UInt8> {
    /// The mean absolute difference between pixels side by side and one above the other.
    var meanStep: Double {
        var sum = 0
        for y in 0..<height {
            let pixels = values.span.extracting(row(y))
            sum += Self.difference(pixels.extracting(droppingLast: 1), pixels.extracting(droppingFirst: 1))
            if y > 0 { sum += Self.difference(pixels, values.span.extracting(row(y - 1))) }
        }
        return Double(sum) / Double(Swift.max(1, 2 * width * height - width - height))
    }

    /// The mean square of the same differences: a sharp edge counts for more than a soft one.
    var meanSquareStep: Double {
        var sum = 0
        for y in 0..<height {
            let pixels = values.span.extracting(row(y))
            sum += Self.squares(pixels.extracting(droppingLast: 1), pixels.extracting(droppingFirst: 1))
            if y > 0 { sum += Self.squares(pixels, values.span.extracting(row(y - 1))) }
        }
        return Double(sum) / Double(Swift.max(1, 2 * width * height - width - height))
    }

    /// The sum of squared differences.
    private static func squares(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
        // A row of 65,536 pixels fits.
        var sum: UInt32 = 0
        for index in 0..<Swift.min(a.count, b.count) {
            let difference = Int32(a[index]) - Int32(b[index])
            sum &+= UInt32(truncatingIfNeeded: difference &* difference)
        }
        return Int(sum)
    }

    /// The sum of absolute differences.
    private static func difference(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
        var sum: UInt32 = 0
        for index in 0..<Swift.min(a.count, b.count) {
            sum &+= UInt32(truncatingIfNeeded: abs(Int32(a[index]) - Int32(b[index])))
        }
        return Int(sum)
    }
}
