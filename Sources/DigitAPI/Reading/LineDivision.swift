/// The best way to divide a row of pieces into neighbouring groups: the path through the lattice of all groups whose
/// scores add up to the most (Viterbi 1967).
enum LineDivision {
    /// A group of neighbouring pieces, and how good it is.
    struct Group {
        let pieces: Range<Int>
        let score: Float
    }

    /// The groups of the best division, as indices of `groups`, from left to right; empty where no path leads from the
    /// first piece to the last.
    ///
    /// - Parameter count: the pieces that there are.
    static func best(of groups: [Group], count: Int) -> [Int] {
        // The best path that ends before each piece, and the group that it ends with.
        var best: [(score: Float, group: Int?)?] = [(0, nil)] + Array(repeating: nil, count: count)
        let ending = Dictionary(grouping: groups.indices) { groups[$0].pieces.upperBound }
        for end in 1..<max(count + 1, 1) {
            for index in ending[end] ?? [] {
                guard let before = best[groups[index].pieces.lowerBound] else { continue }
                let score = before.score + groups[index].score
                if best[end].map({ score > $0.score }) ?? true { best[end] = (score, index) }
            }
        }
        var path: [Int] = []
        var end = count
        while let index = best[end]?.group {
            path.append(index)
            end = groups[index].pieces.lowerBound
        }
        return path.reversed()
    }
}
