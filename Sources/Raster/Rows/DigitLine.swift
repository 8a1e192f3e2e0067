/// One line of digits: pieces of ink from left to right, and which of them may be a digit together.
public struct DigitLine: Sendable {
    /// Neighbouring pieces that may be one digit.
    public struct Candidate: Sendable, Equatable {
        /// Its pieces, as indices of the line's.
        public let pieces: Range<Int>

        /// How unlikely its shape alone makes it, 0 or more, as a logarithm of odds.
        public let penalty: Float
    }

    /// The pieces that there are.
    public var pieceCount: Int { pieces.count }

    /// Everything that may be one digit; every piece alone is among them.
    public let candidates: [Candidate]

    /// From left to right.
    let pieces: [InkPiece]

    /// The height of its digits, in pixels of the ink.
    let height: Int

    private let ink: Plane<UInt8>

    /// Cuts a line's parts into pieces.
    init(_ parts: [InkPiece], in ink: Plane<UInt8>) {
        self.ink = ink
        height = Self.height(of: parts)
        let height = height
        pieces = parts.flatMap { $0.cut(at: InkCuts.columns(through: $0, height: height)) }.sorted {
            ($0.bounds.middle, $0.bounds.y) < ($1.bounds.middle, $1.bounds.y)
        }
        candidates = Self.candidates(of: pieces, height: height)
    }

    /// The median height of the parts that are no dots, dashes or bars.
    private static func height(of parts: [InkPiece]) -> Int {
        let heights = parts.map(\.bounds.height).sorted()
        let tall = heights.filter { 2 * $0 >= heights[heights.count - 1] }
        return tall[tall.count / 2]
    }

    // MARK: Candidates

    private static func candidates(of pieces: [InkPiece], height: Int) -> [Candidate] {
        var candidates: [Candidate] = []
        for first in pieces.indices {
            var bounds = pieces[first].bounds
            candidates.append(
                Candidate(
                    pieces: first..<first + 1,
                    penalty: penalty(pieces, first..<first + 1, bounds, height: height)))
            for last in pieces.indices.dropFirst(first + 1).prefix(mostPieces - 1) {
                let gap = pieces[last].bounds.x - (bounds.x + bounds.width)
                bounds = bounds.union(pieces[last].bounds)
                guard Float(gap) <= widestGap * Float(height), Float(bounds.width) <= widest * Float(height)
                else { break }
                candidates.append(
                    Candidate(
                        pieces: first..<last + 1,
                        penalty: penalty(pieces, first..<last + 1, bounds, height: height)))
            }
        }
        return candidates
    }

    /// The most pieces of one digit.
    private static let mostPieces = 6

    /// The widest digit, and the widest gap within one, as shares of the line's height.
    private static let widest: Float = 1.7
    private static let widestGap: Float = 0.3

    /// What each end that was cut costs, and what a digit wider than high costs for each height that it is wider.
    private static let cutPenalty: Float = 0.7
    private static let widthPenalty: Float = 6

    private static func penalty(
        _ pieces: [InkPiece], _ range: Range<Int>, _ bounds: PixelRect, height: Int
    ) -> Float {
        let inside = pieces[range]
        let cuts = [pieces[..<range.lowerBound], pieces[range.upperBound...]].joined().filter { outer in
            inside.contains { $0.part == outer.part }
        }
        let excess = max(Float(bounds.width) / Float(max(bounds.height, height)) - 1, 0)
        return (cuts.isEmpty ? 0 : cutPenalty) + widthPenalty * excess
    }

    // MARK: Digits

    /// A candidate as the network wants it.
    public func digit(_ candidate: Candidate) -> NormalizedDigit? {
        let bounds = bounds(of: candidate)
        var alone = Plane<UInt8>(width: bounds.width, height: bounds.height, filledWith: 0)
        for run in pieces[candidate.pieces].flatMap(\.runs) {
            for x in run.columns { alone[x - bounds.x, run.row - bounds.y] = ink[x, run.row] }
        }
        var trace = NormalizationTrace(isWanted: false)
        return DigitNormalizer().normalize(ink: alone, &trace)
    }

    /// Whether a candidate is a dot, a dash or another mark too small for a digit.
    public func isMark(_ candidate: Candidate) -> Bool {
        3 * bounds(of: candidate).height < height
    }

    func bounds(of candidate: Candidate) -> PixelRect {
        let inside = pieces[candidate.pieces]
        return inside.dropFirst().reduce(inside[candidate.pieces.lowerBound].bounds) { $0.union($1.bounds) }
    }
}

extension PixelRect {
    /// Twice the column of its middle.
    fileprivate var middle: Int { 2 * x + width }
}
