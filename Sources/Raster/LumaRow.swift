/// Turns rows of 8-bit samples into luma or alpha, a byte a pixel, written to `pixels` of a picture.
///
/// The loops are simple enough for the compiler to make vectors of them. No bounds check may stand in its way, so
/// the bounds are checked before.
enum LumaRow {
    static func gray(_ row: Span<UInt8>, to luma: inout [UInt8], at pixels: Range<Int>) {
        precondition(row.count >= pixels.count && pixels.upperBound <= luma.count)
        var luma = luma.mutableSpan
        for index in 0..<pixels.count {
            unsafe luma[unchecked: pixels.lowerBound &+ index] = row[unchecked: index]
        }
    }

    static func rgb(_ row: Span<UInt8>, to luma: inout [UInt8], at pixels: Range<Int>) {
        precondition(row.count >= 3 * pixels.count && pixels.upperBound <= luma.count)
        var luma = luma.mutableSpan
        for index in 0..<pixels.count {
            let (red, green) = unsafe (row[unchecked: 3 &* index], row[unchecked: 3 &* index &+ 1])
            let blue = unsafe row[unchecked: 3 &* index &+ 2]
            unsafe luma[unchecked: pixels.lowerBound &+ index] = PixelImage.luma(red, green, blue)
        }
    }

    /// - Returns: whether all pixels are opaque.
    static func grayAlpha(_ row: Span<UInt8>, to luma: inout [UInt8], at pixels: Range<Int>) -> Bool {
        precondition(row.count >= 2 * pixels.count && pixels.upperBound <= luma.count)
        var luma = luma.mutableSpan
        var common = UInt8.max
        for index in 0..<pixels.count {
            unsafe luma[unchecked: pixels.lowerBound &+ index] = row[unchecked: 2 &* index]
            unsafe common &= row[unchecked: 2 &* index &+ 1]
        }
        return common == .max
    }

    /// - Returns: whether all pixels are opaque.
    static func rgba(_ row: Span<UInt8>, to luma: inout [UInt8], at pixels: Range<Int>) -> Bool {
        precondition(row.count >= 4 * pixels.count && pixels.upperBound <= luma.count)
        var luma = luma.mutableSpan
        var common = UInt8.max
        for index in 0..<pixels.count {
            let (red, green) = unsafe (row[unchecked: 4 &* index], row[unchecked: 4 &* index &+ 1])
            let blue = unsafe row[unchecked: 4 &* index &+ 2]
            unsafe luma[unchecked: pixels.lowerBound &+ index] = PixelImage.luma(red, green, blue)
            unsafe common &= row[unchecked: 4 &* index &+ 3]
        }
        return common == .max
    }

    /// Copies the last of every `channels` samples.
    static func alpha(
        _ row: Span<UInt8>, channels: Int, to alpha: inout [UInt8], at pixels: Range<Int>
    ) {
        precondition(row.count >= channels * pixels.count && pixels.upperBound <= alpha.count)
        var alpha = alpha.mutableSpan
        for index in 0..<pixels.count {
            unsafe alpha[unchecked: pixels.lowerBound &+ index] =
                row[unchecked: channels &* index &+ (channels &- 1)]
        }
    }

    /// Replaces every index by what a table of 256 has for it.
    ///
    /// - Returns: the largest index.
    static func lookUp(
        _ row: Span<UInt8>, in table: Span<UInt8>, to values: inout [UInt8], at pixels: Range<Int>
    ) -> UInt8 {
        precondition(row.count >= pixels.count && pixels.upperBound <= values.count && table.count == 256)
        var values = values.mutableSpan
        var largest: UInt8 = 0
        for index in 0..<pixels.count {
            let entry = unsafe row[unchecked: index]
            unsafe values[unchecked: pixels.lowerBound &+ index] = table[unchecked: Int(entry)]
            largest = max(largest, entry)
        }
        return largest
    }

    /// Whether a table of 256 alphas has 255 for every index of a row.
    static func isOpaque(_ row: Span<UInt8>, with alphas: Span<UInt8>) -> Bool {
        precondition(alphas.count == 256)
        var common = UInt8.max
        for index in row.indices { unsafe common &= alphas[unchecked: Int(row[unchecked: index])] }
        return common == .max
    }
}
