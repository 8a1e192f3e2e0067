/// One channel of numbers on a grid, row-major: luminance and ink as bytes, or anything 0...1 as floats.
struct Plane<Value> {
    let width: Int
    let height: Int
    var values: [Value]

    init(width: Int, height: Int, values: [Value]) {
        precondition(width > 0 && height > 0 && values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    init(width: Int, height: Int, filledWith value: Value) {
        self.init(width: width, height: height, values: Array(repeating: value, count: width * height))
    }

    subscript(x: Int, y: Int) -> Value {
        get { values[y * width + x] }
        set { values[y * width + x] = newValue }
    }

    /// All of it.
    var bounds: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }

    /// The indices of one row.
    func row(_ y: Int) -> Range<Int> { y * width..<(y + 1) * width }

    /// Changes one row in place.
    @inline(__always)
    mutating func updateRow(_ y: Int, _ body: (inout MutableSpan<Value>) -> Void) {
        let range = row(y)
        unsafe values.withUnsafeMutableBufferPointer { all in
            let part = unsafe UnsafeMutableBufferPointer(rebasing: all[range])
            var row = unsafe part.mutableSpan
            body(&row)
        }
    }

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

    /// The part inside `rect`.
    func cropped(to rect: PixelRect) -> Plane {
        if rect == bounds { return self }
        var part: [Value] = []
        part.reserveCapacity(rect.width * rect.height)
        for y in rect.y..<rect.y + rect.height {
            part += values[y * width + rect.x..<y * width + rect.x + rect.width]
        }
        return Plane(width: rect.width, height: rect.height, values: part)
    }
}

extension Plane: Sendable where Value: Sendable {}

extension Plane: Equatable where Value: Equatable {}

extension Plane where Value: Numeric {
    /// With `margin` pixels of zero around it.
    func padded(by margin: Int) -> Plane { padded(across: margin, down: margin) }

    /// With `across` columns of zero on either side, and `down` rows of zero above and below.
    func padded(across: Int, down: Int) -> Plane {
        var result = Plane(width: width + 2 * across, height: height + 2 * down, filledWith: 0)
        for y in 0..<height {
            let start = (y + down) * result.width + across
            result.values.replaceSubrange(start..<start + width, with: values[row(y)])
        }
        return result
    }
}

extension Plane<UInt8> {
    /// Shares 0...1 in 255ths.
    init(_ shares: Plane<Float>) {
        self.init(width: shares.width, height: shares.height, filledWith: 0)
        for index in 0..<min(values.count, shares.values.count) {
            values[index] = UInt8(nearest: shares.values[index] * 255)
        }
    }

    /// Whether any of the outermost pixels is above zero.
    var hasInkAtEdge: Bool {
        let pixels = values.span
        var any = pixels[pixels.count - 1]
        for x in 0..<width { any |= pixels[x] | pixels[pixels.count - width + x] }
        // The end of a row and the start of the next.
        for start in stride(from: width, to: pixels.count, by: width) {
            any |= pixels[start] | pixels[start - 1]
        }
        return any > 0
    }

    /// The smallest rectangle around everything above zero, or `nil` where nothing is.
    var inkBounds: PixelRect? {
        var columns = [UInt8](repeating: 0, count: width)
        var (top, bottom) = (height, -1)
        for y in 0..<height {
            let pixels = values.span.extracting(row(y))
            var anyInRow: UInt8 = 0
            for x in 0..<min(columns.count, pixels.count) {
                anyInRow |= pixels[x]
                columns[x] |= pixels[x]
            }
            guard anyInRow > 0 else { continue }
            top = min(top, y)
            bottom = y
        }
        guard let left = columns.firstIndex(where: { $0 > 0 }),
            let right = columns.lastIndex(where: { $0 > 0 })
        else { return nil }
        return PixelRect(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }
}
