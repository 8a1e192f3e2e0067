/// Removes what is not the digit: specks, and frames or rules along the picture's edge.
enum StrayInk {
    /// The map's ink without them and the bounds of what is left, or `nil` where there was no ink.
    static func removed(from map: InkMap) -> (ink: Plane<UInt8>, bounds: PixelRect)? {
        let ink = map.ink
        let edgeShare = map.paper.light == .uneven ? looseEdgeShare : speckShare
        let band = max(min(ink.width, ink.height) / bandShare, 1)
        let components = InkComponents(ink, band: band)
        let parts = components.parts
        var masses = parts.map { isBorder($0, in: ink, band: band) ? 0 : $0.mass }
        for index in parts.indices where isFrame(parts[index], around: parts) { masses[index] = 0 }
        if map.paper.light != .plain {
            // A photo shows what lies beside the sheet; what the digit is must be well inside then.
            let slivers = parts.indices.filter { masses[$0] > 0 && isSliver(parts[$0], in: ink) }
            let inside = parts.indices.reduce(0) { slivers.contains($1) ? $0 : max($0, masses[$1]) }
            for index in slivers where Double(inside) >= sliverShare * Double(masses[index]) { masses[index] = 0 }
        }
        let largest = Double(masses.max() ?? 0)
        // A picture of nothing but its own border is left as it is.
        let keeps = zip(parts, masses).map { part, mass in
            Double(mass) >= (part.touchesEdge(of: ink) ? edgeShare : speckShare) * largest
        }
        let kept = zip(parts, keeps).filter(\.1).map(\.0.bounds)
        guard let first = kept.first else { return nil }

        var result = ink
        if keeps.contains(false) {
            for (run, label) in zip(components.runs, components.labels) where !keeps[label] {
                for x in run.columns { result[x, run.row] = 0 }
            }
        }
        return (result, kept.dropFirst().reduce(first) { $0.union($1) })
    }

    /// Below this share of the largest part's ink a part is a speck. A 5's bar has a tenth or more.
    private static let speckShare = 0.03

    /// The same for parts that touch the edge of a photo, where light falls off and other things lie.
    private static let looseEdgeShare = 0.6

    /// The band in which borders lie, as a fraction of the shorter side.
    private static let bandShare = 12

    /// The least share of a sliver's ink that the digit must have, to be what was photographed.
    private static let sliverShare = 0.02

    /// Along an edge of the picture, longer than it reaches in.
    private static func isSliver(_ part: InkComponents.Part, in ink: Plane<UInt8>) -> Bool {
        let isFlat = part.top == 0 || part.bottom == ink.height - 1
        let isSteep = part.left == 0 || part.right == ink.width - 1
        let (wide, high) = (ink.width / sliverDepth, ink.height / sliverDepth)
        return isFlat && part.height <= high && part.width >= part.height
            || isSteep && part.width <= wide && part.height >= part.width
    }

    /// A sliver reaches in by less than this part of the picture.
    private static let sliverDepth = 6

    /// Thin, and around most of the other ink: a box to write in, or a part of one.
    private static func isFrame(_ part: InkComponents.Part, around others: [InkComponents.Part]) -> Bool {
        guard part.mass * frameHollow <= 255 * part.width * part.height else { return false }
        let inside = others.filter {
            $0 != part && Double($0.mass) >= speckShare * Double(part.mass) && part.bounds.isAround($0.bounds)
        }
        guard let first = inside.first else { return false }
        let bounds = inside.reduce(first.bounds) { $0.union($1.bounds) }
        return inside.reduce(0) { $0 + $1.mass } * frameInside >= part.mass
            && part.width * 100 >= frameSize * bounds.width && part.height * 100 >= frameSize * bounds.height
    }

    /// A frame has less than this part of its bounds in ink.
    private static let frameHollow = 4

    /// What is inside a frame has at least this part of the frame's own ink.
    private static let frameInside = 6

    /// A frame is at least so much larger than what is in it, in per cent, both ways.
    private static let frameSize = 112

    /// Along an edge from end to end and near it, or, as a frame, near all edges.
    private static func isBorder(_ part: InkComponents.Part, in ink: Plane<UInt8>, band: Int) -> Bool {
        let isWide = part.width * 10 >= ink.width * 9
        let isTall = part.height * 10 >= ink.height * 9
        let hugsTopOrBottom = part.bottom < band || part.top >= ink.height - band
        let hugsLeftOrRight = part.right < band || part.left >= ink.width - band
        return isWide && hugsTopOrBottom || isTall && hugsLeftOrRight
            || isWide && isTall && part.edgeMass * 100 >= 95 * part.mass
    }
}

extension InkComponents.Part {
    fileprivate func touchesEdge(of ink: Plane<UInt8>) -> Bool {
        left == 0 || top == 0 || right == ink.width - 1 || bottom == ink.height - 1
    }
}
