/// A picture of several digits, divided into lines.
public struct DigitPage: Sendable {
    /// From top to bottom; at least one, but for a crowded page.
    public let lines: [DigitLine]

    /// Whether there are more pieces of ink than digits fill a page with: texture, print or noise, which is not divided
    /// into lines, so that no picture costs without bound.
    public var isCrowded: Bool { lines.isEmpty }

    /// Where the ink's plane lies in the picture.
    private let place: InkLocator.Place

    /// Finds the ink, and parts that stand beside each other; nil where there is none.
    public init?(_ image: PixelImage) {
        var trace = NormalizationTrace(isWanted: false)
        guard let (ink, place) = InkLocator(image, &trace).locate(closerSide: Self.side, &trace)
        else { return nil }
        self.place = place
        let parts = Self.parts(of: ink)
        let lines = parts.count > Self.mostPieces ? [] : Self.lines(of: parts).map { DigitLine($0, in: ink) }
        self.lines = lines.reduce(0) { $0 + $1.pieceCount } > Self.mostPieces ? [] : lines
    }

    /// The rectangle around a candidate, in pixels of the picture.
    public func box(_ candidate: DigitLine.Candidate, in line: DigitLine) -> PixelRect {
        place.inPicture(line.bounds(of: candidate))
    }

    /// The largest side at which a row of digits is looked at: some forty pixels a digit for a telephone number.
    private static let side = 640

    /// The most pieces that are looked at.
    private static let mostPieces = 256

    private static func parts(of ink: Plane<UInt8>) -> [InkPiece] {
        let components = InkComponents(ink, band: 1)
        var parts = components.parts.indices.map { InkPiece(part: $0) }
        for (run, label) in zip(components.runs, components.labels) { parts[label].add(run) }
        return parts
    }

    /// Parts that overlap in height are of one line: the tallest first, each of the others joins the line that it
    /// shares most of its height with.
    private static func lines(of parts: [InkPiece]) -> [[InkPiece]] {
        var lines: [(rows: Range<Int>, parts: [InkPiece])] = []
        for part in parts.sorted(by: { ($0.bounds.height, $1.part) > ($1.bounds.height, $0.part) }) {
            let rows = part.bounds.y..<part.bounds.y + part.bounds.height
            let shared = lines.map { $0.rows.clamped(to: rows).count }
            let best = shared.indices.max { shared[$0] < shared[$1] }
            if let best, 2 * shared[best] >= rows.count || isNear(rows, to: lines[best].rows) {
                lines[best].parts.append(part)
            } else {
                lines.append((rows, [part]))
            }
        }
        return lines.sorted { $0.rows.lowerBound < $1.rows.lowerBound }.map(\.parts)
    }

    /// Whether a small part is a bar or a dot that hovers over a line, or below it.
    private static func isNear(_ rows: Range<Int>, to line: Range<Int>) -> Bool {
        let gap = max(line.lowerBound - rows.upperBound, rows.lowerBound - line.upperBound)
        return 4 * rows.count < line.count && 5 * gap < line.count
    }
}
