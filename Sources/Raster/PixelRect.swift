/// A rectangle of whole pixels.
struct PixelRect: Equatable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    var longestSide: Int { max(width, height) }

    /// Grown by `amount` on each side, but not beyond `limits`.
    func expanded(by amount: Int, within limits: PixelRect) -> PixelRect {
        let left = max(x - amount, limits.x)
        let top = max(y - amount, limits.y)
        let right = min(x + width + amount, limits.x + limits.width)
        let bottom = min(y + height + amount, limits.y + limits.height)
        return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// Of the same shape, at the origin, with a given longer side; the shorter one is at least 1.
    func scaled(toLongestSide side: Int) -> PixelRect {
        let scale = Double(side) / Double(longestSide)
        return PixelRect(
            x: 0, y: 0, width: max(Int((Double(width) * scale).rounded()), 1),
            height: max(Int((Double(height) * scale).rounded()), 1))
    }

    /// The smallest rectangle around both.
    func union(_ other: PixelRect) -> PixelRect {
        let (left, top) = (min(x, other.x), min(y, other.y))
        let right = max(x + width, other.x + other.width)
        let bottom = max(y + height, other.y + other.height)
        return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// Each side times `factor`, but not beyond `limits`.
    func scaled(by factor: Int, within limits: PixelRect) -> PixelRect {
        PixelRect(
            x: x * factor, y: y * factor, width: min(width * factor, limits.width - x * factor),
            height: min(height * factor, limits.height - y * factor))
    }
}
