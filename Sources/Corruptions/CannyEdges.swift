/// The outlines alone (Canny 1986, "A computational approach to edge detection"): what is left of a digit are the two
/// edges of its strokes.
struct CannyEdges {
    /// The deviation of the blur that comes first, in pixels.
    var sigma: Float = 1
    /// From which gradient on, of Sobel's filter, a pixel may be of an edge, and from which on its edge is kept.
    var (low, high): (Float, Float) = (0.1, 0.2)

    func applied(to ink: InkPlane) -> InkPlane {
        let gradient = SobelGradient(of: GaussianFilter(sigma: sigma).applied(to: ink))
        var kept = InkPlane(width: ink.width, height: ink.height) { _, _ in 0 }
        var open: [(x: Int, y: Int)] = []
        func isEdge(_ x: Int, _ y: Int, from least: Float) -> Bool {
            kept[x, y] == 0 && gradient.magnitude[x, y] >= least && gradient.isRidge(x, y)
        }
        // Edges grow from their strong pixels along all that touch, however weak.
        for y in 0..<ink.height {
            for x in 0..<ink.width where isEdge(x, y, from: high) {
                kept.values[y * ink.width + x] = 1
                open.append((x, y))
                while let (x, y) = open.popLast() {
                    for (x, y) in Self.neighbours(of: x, y) where isEdge(x, y, from: low) {
                        kept.values[y * ink.width + x] = 1
                        open.append((x, y))
                    }
                }
            }
        }
        return kept
    }

    private static func neighbours(of x: Int, _ y: Int) -> [(x: Int, y: Int)] {
        (-1...1).flatMap { row in (-1...1).map { (x + $0, y + row) } }
    }
}

/// How steeply a picture rises, and where to.
private struct SobelGradient {
    let magnitude: InkPlane
    private let right: InkPlane
    private let down: InkPlane

    init(of ink: InkPlane) {
        func plane(_ pixel: (Int, Int) -> Float) -> InkPlane {
            InkPlane(width: ink.width, height: ink.height, pixel)
        }
        func side(_ x: Int, _ y: Int, _ stepX: Int, _ stepY: Int) -> Float {
            // The three pixels on one side: `step` away, and one to either hand.
            let (x, y) = (x + stepX, y + stepY)
            return ink[clampedX: x - stepY, y - stepX] + 2 * ink[clampedX: x, y]
                + ink[clampedX: x + stepY, y + stepX]
        }
        let right = plane { side($0, $1, 1, 0) - side($0, $1, -1, 0) }
        let down = plane { side($0, $1, 0, 1) - side($0, $1, 0, -1) }
        magnitude = plane { x, y in
            (right[x, y] * right[x, y] + down[x, y] * down[x, y]).squareRoot()
        }
        (self.right, self.down) = (right, down)
    }

    /// Whether it is nowhere steeper a pixel on, up or down the slope; the outermost pixels are no ridge.
    func isRidge(_ x: Int, _ y: Int) -> Bool {
        guard (1..<magnitude.width - 1).contains(x), (1..<magnitude.height - 1).contains(y) else {
            return false
        }
        let (dx, dy) = (right[x, y], down[x, y])
        let (signX, signY) = (dx < 0 ? -1 : 1, dy < 0 ? -1 : 1)
        let isLevel = abs(dx) >= abs(dy)
        let slant = min(abs(dx), abs(dy)) / max(abs(dx), abs(dy), .leastNormalMagnitude)
        return [-1, 1].allSatisfy { way in
            let straight = isLevel ? magnitude[x + way * signX, y] : magnitude[x, y + way * signY]
            let diagonal = magnitude[x + way * signX, y + way * signY]
            return straight + (diagonal - straight) * slant <= magnitude[x, y]
        }
    }
}
