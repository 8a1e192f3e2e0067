/// Evens out a ground that changes between light and dark along straight lines from edge to edge.
///
/// A digit that goes on across such a line is light on one side of it and dark on the other. Where every other band is
/// inverted, it is one digit on one ground.
enum GroundBands {
    /// The picture on one ground, or `nil` where it is on one already, or shows something else.
    static func levelled(_ plane: Plane<UInt8>) -> Plane<UInt8>? {
        let (width, height) = (plane.width, plane.height)
        let rows = (Array(plane.values[plane.row(0)]), Array(plane.values[plane.row(height - 1)]))
        if let bands = bands(between: rows.0, and: rows.1), let level = inverted(plane, bands) {
            return level
        }
        let columns = ((0..<height).map { plane[0, $0] }, (0..<height).map { plane[width - 1, $0] })
        guard let bands = bands(between: columns.0, and: columns.1) else { return nil }
        return inverted(plane.transposed, bands)?.transposed
    }

    /// Bands of columns, the lightest and the darkest ground.
    private struct Bands {
        let columns: [Range<Int>]
        let (darkest, lightest): (UInt8, UInt8)

        var contrast: Int { Int(lightest) - Int(darkest) }

        func inverted(_ level: UInt8) -> UInt8 {
            UInt8((Int(darkest) + Int(lightest) - Int(level)).clamped(to: 0...255))
        }
    }

    /// The bands where two opposite edges of the picture change ground at the same places, and alike.
    private static func bands(between first: [UInt8], and last: [UInt8]) -> Bands? {
        let (darkest, lightest) = (first + last).reduce((UInt8.max, UInt8.min)) {
            (min($0.0, $1), max($0.1, $1))
        }
        guard Int(lightest) - Int(darkest) >= leastContrast else { return nil }
        let half = Int(lightest - darkest) / 2
        let cuts = (1..<first.count).filter { x in
            let (here, there) = (Int(first[x]) - Int(first[x - 1]), Int(last[x]) - Int(last[x - 1]))
            return abs(here) > half && abs(there) > half && (here > 0) == (there > 0)
        }
        let ends = [0] + cuts + [first.count]
        let columns = zip(ends, ends.dropFirst()).map { $0..<$1 }
        guard columns.count > 1, columns.allSatisfy({ $0.count * narrowest >= first.count }) else {
            return nil
        }
        return Bands(columns: columns, darkest: darkest, lightest: lightest)
    }

    /// The picture with every other band inverted, where that joins what the cuts part.
    private static func inverted(_ plane: Plane<UInt8>, _ bands: Bands) -> Plane<UInt8>? {
        let half = bands.contrast / 2
        for cut in bands.columns.dropFirst().map(\.lowerBound) {
            let flips = (0..<plane.height).count { abs(Int(plane[cut, $0]) - Int(plane[cut - 1, $0])) > half }
            guard flips * 2 >= plane.height else { return nil }
        }
        var result = plane
        for (index, columns) in bands.columns.enumerated() where index.isMultiple(of: 2) {
            for y in 0..<plane.height {
                for x in columns { result[x, y] = bands.inverted(plane[x, y]) }
            }
        }
        // A bar is as dark all along: only at either side may a band be without ink.
        let ground = result[0, 0]
        func isInk(_ x: Int, _ y: Int) -> Bool { abs(Int(result[x, y]) - Int(ground)) > half }
        let inks = bands.columns.map { columns in
            (0..<plane.height).reduce(0) { sum, y in sum + columns.count { isInk($0, y) } }
        }
        let isWritten = zip(inks, bands.columns).map { $0 * inkShare > $1.count * plane.height }
        guard isWritten.dropFirst().dropLast().allSatisfy(\.self),
            isWritten.count > 2 || isWritten.allSatisfy(\.self)
        else { return nil }
        // A stroke that fills a band would have to end at the picture's edges, as a crop to the digit's bounds does.
        let outline =
            (0..<plane.width).count { isInk($0, 0) } + (0..<plane.width).count { isInk($0, plane.height - 1) }
            + (0..<plane.height).count { isInk(0, $0) }
            + (0..<plane.height).count { isInk(plane.width - 1, $0) }
        return outline * bareShare <= 2 * (plane.width + plane.height) ? result : nil
    }

    /// The least difference between two grounds, in grey levels.
    private static let leastContrast = 40

    /// A band has at least this part of the picture's side.
    private static let narrowest = 6

    /// Ink covers more than this part of a band.
    private static let inkShare = 100

    /// Ink covers no more than this part of the outermost pixels.
    private static let bareShare = 20
}
