/// One channel of numbers on a grid, row-major: luminance while looking for the ink, ink (0...1) after.
struct Plane: Equatable {
    let width: Int
    let height: Int
    var values: [Float]

    init(width: Int, height: Int, values: [Float]) {
        precondition(width > 0 && height > 0 && values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    init(width: Int, height: Int, filledWith value: Float = 0) {
        self.init(width: width, height: height, values: Array(repeating: value, count: width * height))
    }

    subscript(x: Int, y: Int) -> Float {
        get { values[y * width + x] }
        set { values[y * width + x] = newValue }
    }

    /// All of it.
    var bounds: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }

    /// The plane cut into cells of about that side, row by row; what is left over is shared among them.
    func cells(ofSide side: Int) -> [PixelRect] {
        let (columns, rows) = (max(width / side, 1), max(height / side, 1))
        return (0..<rows).flatMap { row in
            let (top, bottom) = (row * height / rows, (row + 1) * height / rows)
            return (0..<columns).map { column in
                let (left, right) = (column * width / columns, (column + 1) * width / columns)
                return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
            }
        }
    }

    /// The smallest rectangle around everything above zero, or `nil` where nothing is.
    var inkBounds: PixelRect? {
        var (left, right, top, bottom) = (width, -1, height, -1)
        for y in 0..<height {
            let row = y * width
            guard let first = (0..<width).first(where: { values[row + $0] > 0 }) else { continue }
            let last = (0..<width).last(where: { values[row + $0] > 0 }) ?? first
            left = min(left, first)
            right = max(right, last)
            top = min(top, y)
            bottom = y
        }
        guard right >= 0 else { return nil }
        return PixelRect(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }

    /// With `margin` pixels of zero around it.
    func padded(by margin: Int) -> Plane { cropped(to: bounds, margin: margin) }

    /// The part inside `rect`, with `margin` pixels of zero around it.
    func cropped(to rect: PixelRect, margin: Int = 0) -> Plane {
        var result = Plane(width: rect.width + 2 * margin, height: rect.height + 2 * margin)
        for y in 0..<rect.height {
            let from = (rect.y + y) * width + rect.x
            let to = (y + margin) * result.width + margin
            result.values.replaceSubrange(to..<to + rect.width, with: values[from..<from + rect.width])
        }
        return result
    }
}

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
}
