import Raster

/// A small picture of ink while it is cut up and put together.
struct InkSheet {
    let width: Int
    let height: Int
    /// 0 none to 1 full. (height, width)
    var ink: [Float]

    init(width: Int, height: Int, ink: [Float]) {
        precondition(ink.count == width * height, "every pixel once")
        self.width = width
        self.height = height
        self.ink = ink
    }

    /// Draws pixel by pixel.
    init(width: Int, height: Int, _ pixel: (_ x: Int, _ y: Int) -> Float) {
        self.init(
            width: width, height: height, ink: (0..<width * height).map { pixel($0 % width, $0 / width) })
    }

    /// The ink at a place, none outside.
    subscript(x: Int, y: Int) -> Float {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return 0 }
        return ink[y * width + x]
    }

    var mirrored: InkSheet { InkSheet(width: width, height: height) { self[width - 1 - $0, $1] } }

    var upsideDown: InkSheet { InkSheet(width: width, height: height) { self[$0, height - 1 - $1] } }

    /// The part that `keeps` says, the rest empty.
    func only(where keeps: (_ x: Int, _ y: Int) -> Bool) -> InkSheet {
        InkSheet(width: width, height: height) { keeps($0, $1) ? self[$0, $1] : 0 }
    }

    /// The darker of both at every pixel, the other moved.
    func overlaid(with other: InkSheet, x: Int = 0, y: Int = 0) -> InkSheet {
        InkSheet(width: width, height: height) { max(self[$0, $1], other[$0 - x, $1 - y]) }
    }

    /// The first and the last column with ink.
    var columns: ClosedRange<Int>? {
        let inked = (0..<width).filter { x in (0..<height).contains { self[x, $0] > 0.2 } }
        guard let first = inked.first, let last = inked.last else { return nil }
        return first...last
    }

    /// Dark ink on white paper, with a margin, as it is or up to four times as large.
    func enlarged(using generator: inout some RandomNumberGenerator) -> PixelImage {
        picture(times: generator.count(1...4), margin: 4)
    }

    /// Dark ink on white paper, `times` as large, smoothly.
    func picture(times: Int, margin: Int) -> PixelImage {
        let size = (width: (width + 2 * margin) * times, height: (height + 2 * margin) * times)
        var luma: [UInt8] = []
        luma.reserveCapacity(size.width * size.height)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let place = (
                    x: (Float(x) + 0.5) / Float(times) - 0.5 - Float(margin),
                    y: (Float(y) + 0.5) / Float(times) - 0.5 - Float(margin)
                )
                let (left, top) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
                let (right, below) = (place.x - Float(left), place.y - Float(top))
                let high = self[left, top] * (1 - right) + self[left + 1, top] * right
                let low = self[left, top + 1] * (1 - right) + self[left + 1, top + 1] * right
                luma.append(UInt8(255 - 255 * (high + (low - high) * below)))
            }
        }
        return PixelImage(width: size.width, height: size.height, luma: luma)
    }
}
