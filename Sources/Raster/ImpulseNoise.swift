/// Takes out salt and pepper: single pixels that a broken sensor or line has made white or black.
///
/// A switching median (Sun and Neuvo, 1994): only a pixel that is far from the median around it is replaced by it, so
/// that all others keep their grey, and only in a picture with many that stand alone, which no pen makes.
enum ImpulseNoise {
    /// The picture without it, or `nil` where there is none.
    static func removed(from plane: Plane<UInt8>) -> Plane<UInt8>? {
        guard let contrast = contrast(ofNoisy: plane) else { return nil }
        var result = plane
        // What two hit pixels side by side have hidden from the first round, the second one sees.
        for _ in 0..<2 {
            let medians = MedianFilter.applied(to: result)
            for (index, median) in medians.values.enumerated()
            where abs(Int(median) - Int(result.values[index])) * 10 > contrast * farTenths {
                result.values[index] = median
            }
        }
        // Of a drawing of dots something else must be left.
        return 2 * Self.contrast(of: result, inRows: Array(0..<plane.height)) >= contrast ? result : nil
    }

    /// The contrast of a picture in which many pixels stand alone, or `nil` where few do; by some of its rows.
    private static func contrast(ofNoisy plane: Plane<UInt8>) -> Int? {
        guard plane.width > 2, plane.height > 2 else { return nil }
        let rows = Array(stride(from: 1, to: plane.height - 1, by: max(plane.height / sampledRows, 1)))
        let contrast = contrast(of: plane, inRows: rows)
        guard contrast >= leastContrast else { return nil }
        let alone = rows.reduce(0) { $0 + pixelsAlone(in: plane, row: $1, contrast: contrast) }
        return alone >= few && alone * share >= rows.count * plane.width ? contrast : nil
    }

    /// The difference between the lightest and the darkest pixel, in grey levels.
    private static func contrast(of plane: Plane<UInt8>, inRows rows: [Int]) -> Int {
        var (least, most) = (UInt8.max, UInt8.min)
        for y in rows {
            let pixels = plane.values.span.extracting(plane.row(y))
            for x in pixels.indices { (least, most) = (min(least, pixels[x]), max(most, pixels[x])) }
        }
        return Int(most) - Int(least)
    }

    /// How many pixels of a row are far from all of their eight neighbours.
    private static func pixelsAlone(in plane: Plane<UInt8>, row y: Int, contrast: Int) -> Int {
        let rows = (y - 1...y + 1).map { plane.row($0).lowerBound }
        let pixels = plane.values.span
        func isFar(_ level: UInt8, _ index: Int) -> Bool {
            abs(Int(level) - Int(pixels[index])) * 2 > contrast
        }
        var alone = 0
        for x in 1..<plane.width - 1 {
            let level = pixels[rows[1] + x]
            guard isFar(level, rows[1] + x - 1), isFar(level, rows[1] + x + 1) else { continue }
            if [rows[0], rows[2]].allSatisfy({ row in (x - 1...x + 1).allSatisfy { isFar(level, row + $0) } })
            {
                alone += 1
            }
        }
        return alone
    }

    /// About so many rows are looked at for noise.
    private static let sampledRows = 32

    /// The least contrast worth cleaning, in grey levels.
    private static let leastContrast = 40

    /// Fewer pixels that stand alone than this are dots.
    private static let few = 4

    /// In noise at least this part of all pixels stand alone; in drawings and photos hardly one does.
    private static let share = 200

    /// How far from the median a pixel of noise lies, in tenths of the contrast.
    private static let farTenths = 6
}
