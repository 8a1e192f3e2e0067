/// Paints a rule over with the paper beside it, except where a stroke crosses it or lies on it.
struct RuleEraser {
    let paper: InkMap.Paper

    /// What stands out from the paper by less is no mark, in grey levels.
    let faintest: Int

    func erase(_ rule: Rule, from plane: inout Plane<UInt8>) {
        let reach = rule.width / 2 + Self.softEdge
        // A stroke beside the rule is as dark as a rule at least.
        let beside = max(faintest, rule.level / 2)
        let onTop = rule.level * Self.darker / 100 + faintest
        for y in 0..<min(plane.height, rule.middles.count) {
            // A rule that cuts off a corner is beyond the picture in some rows.
            let left = max(Int((rule.middles[y] - reach).rounded()), 0)
            let right = min(Int((rule.middles[y] + reach).rounded()) + 1, plane.width)
            guard left < right else { continue }
            let columns = left..<right
            let before = columns.lowerBound > 0 ? Int(plane[columns.lowerBound - 1, y]) : paper.luminance
            let after =
                columns.upperBound < plane.width ? Int(plane[columns.upperBound, y]) : paper.luminance
            let (isBefore, isAfter) = (difference(before) >= beside, difference(after) >= beside)
            if isBefore && isAfter { continue }
            if columns.contains(where: { difference(Int(plane[$0, y])) > onTop }) { continue }
            for x in columns {
                let share = x - columns.lowerBound + 1
                plane[x, y] = UInt8(before + (after - before) * share / (columns.count + 1))
            }
        }
    }

    /// What surrounds a rule's width and is partly rule, in pixels.
    private static let softEdge: Float = 1

    /// A stroke on a rule is darker than the rule by so many per cent of it.
    private static let darker = 140

    private func difference(_ level: Int) -> Int {
        paper.inkIsDark ? paper.luminance - level : level - paper.luminance
    }
}
