/// Makes every stroke of a digit equally dark and its edges one pixel soft.
///
/// A thin pen reduced in size, or a pencil pressed lightly, leaves strokes of varying grey; a small digit enlarged
/// has edges as wide as its strokes. Where such a stroke ends is a question of its own darkness, not of the page's.
enum EvenStroke {
    /// - Parameter reach: how far, in pixels, a stroke's darkest point is looked for: about a stroke's width.
    static func applied(to ink: Plane, reach: Int) -> Plane {
        var result = ink
        let darkest = maximum(of: ink, radius: reach)
        for (index, peak) in darkest.values.enumerated() where peak > 0 {
            result.values[index] /= max(peak, faintest)
        }
        return sharpened(result)
    }

    /// What is fainter than this against the digit's darkest ink is not raised to full ink.
    private static let faintest: Float = 0.25

    /// Each edge moved into one pixel, where the ink passes one half: a value is replaced by its distance from
    /// one half, measured along the slope.
    private static func sharpened(_ ink: Plane) -> Plane {
        var result = ink
        for y in 0..<ink.height {
            for x in 0..<ink.width {
                let dx = ink[min(x + 1, ink.width - 1), y] - ink[max(x - 1, 0), y]
                let dy = ink[x, min(y + 1, ink.height - 1)] - ink[x, max(y - 1, 0)]
                let slope = max((dx * dx + dy * dy).squareRoot() / 2, 1e-3)
                result[x, y] = (0.5 + (ink[x, y] - 0.5) / slope).clamped(to: 0...1)
            }
        }
        return result
    }

    /// The largest value within a square, along rows and then columns.
    private static func maximum(of plane: Plane, radius: Int) -> Plane {
        var rows = plane
        for y in 0..<plane.height {
            for x in 0..<plane.width {
                var peak: Float = 0
                for column in max(x - radius, 0)...min(x + radius, plane.width - 1) {
                    peak = max(peak, plane[column, y])
                }
                rows[x, y] = peak
            }
        }
        var result = rows
        for y in 0..<plane.height {
            for row in max(y - radius, 0)...min(y + radius, plane.height - 1) {
                for x in 0..<plane.width { result[x, y] = max(result[x, y], rows[x, row]) }
            }
        }
        return result
    }
}
