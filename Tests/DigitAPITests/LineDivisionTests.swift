import Testing

@testable import DigitAPI

@Suite struct `A line's division` {
    private typealias Group = LineDivision.Group

    @Test func `takes the groups that add up to the most, from left to right`() {
        let groups = [
            Group(pieces: 0..<1, score: -1), Group(pieces: 1..<2, score: -1),
            Group(pieces: 0..<2, score: -1.5),
            Group(pieces: 2..<3, score: -4), Group(pieces: 1..<3, score: -0.1),
        ]
        #expect(LineDivision.best(of: groups, count: 3) == [0, 4])
    }

    @Test func `agrees with trying every division`() {
        for seed in 0..<50 {
            var state = UInt64(seed)
            func next() -> Float {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return -Float(state >> 40) / 16_777_216
            }
            let count = 1 + seed % 7
            var groups: [Group] = []
            for start in 0..<count {
                for end in start + 1...count { groups.append(Group(pieces: start..<end, score: next())) }
            }
            let chosen = LineDivision.best(of: groups, count: count).map { groups[$0] }
            #expect(chosen.flatMap { Array($0.pieces) } == Array(0..<count))
            let best = Self.best(of: groups, from: 0, to: count)
            #expect(abs(chosen.reduce(0) { $0 + $1.score } - best) < 1e-5)
        }
    }

    /// The naive oracle: every first group, then the best of the rest.
    private static func best(of groups: [Group], from start: Int, to count: Int) -> Float {
        guard start < count else { return 0 }
        let rests = groups.filter { $0.pieces.lowerBound == start }.map {
            $0.score + best(of: groups, from: $0.pieces.upperBound, to: count)
        }
        return rests.max() ?? -.infinity
    }

    @Test(arguments: [[], [1..<2], [0..<1, 2..<3]])
    func `is empty where no path leads to the end`(pieces: [Range<Int>]) {
        #expect(LineDivision.best(of: pieces.map { Group(pieces: $0, score: 0) }, count: 3).isEmpty)
    }

    @Test func `of nothing is nothing`() {
        #expect(LineDivision.best(of: [], count: 0).isEmpty)
    }
}
