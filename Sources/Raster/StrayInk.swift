/// Removes what is not the digit: specks, frames and rules along the picture's edge, boxes to write in, and what lies
/// beside the sheet in a photo.
enum StrayInk {
    /// The map's ink without them and the bounds of what is left, or `nil` where there was no ink.
    static func removed(from map: InkMap) -> (ink: Plane<UInt8>, bounds: PixelRect)? {
        let ink = map.ink
        let edgeShare = map.paper.light == .uneven ? looseEdgeShare : speckShare
        let band = max(min(ink.width, ink.height) / bandShare, 1)
        let components = InkComponents(ink, band: band)
        let parts = components.parts
        var masses = parts.indices.map {
            isBorder(parts[$0], in: ink, band: band) || WritingBox.isBox($0, of: components)
                ? 0 : parts[$0].mass
        }
        if parts.count > 1 { removeFaint(from: &masses, of: components, in: ink) }
        if map.paper.light != .plain { removeSlivers(from: &masses, of: parts, in: ink) }
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

    /// Along an edge from end to end and near it, or, as a frame, near all edges.
    private static func isBorder(_ part: InkComponents.Part, in ink: Plane<UInt8>, band: Int) -> Bool {
        let isWide = part.width * 10 >= ink.width * 9
        let isTall = part.height * 10 >= ink.height * 9
        let hugsTopOrBottom = part.bottom < band || part.top >= ink.height - band
        let hugsLeftOrRight = part.right < band || part.left >= ink.width - band
        return isWide && hugsTopOrBottom || isTall && hugsLeftOrRight
            || isWide && isTall && part.edgeMass * 100 >= 95 * part.mass
    }

    /// What is nowhere as dark as half of what the pen can do was not written with it.
    private static func removeFaint(
        from masses: inout [Int], of components: InkComponents, in ink: Plane<UInt8>
    ) {
        var peaks = [UInt8](repeating: 0, count: masses.count)
        for (run, label) in zip(components.runs, components.labels) where peaks[label] < faintest {
            for x in run.columns { peaks[label] = max(peaks[label], ink[x, run.row]) }
        }
        guard peaks.contains(where: { $0 >= faintest }) else { return }
        for index in masses.indices where peaks[index] < faintest { masses[index] = 0 }
    }

    /// The least ink of a stroke where it is darkest.
    private static let faintest: UInt8 = 120

    /// What lies beside the sheet reaches in along an edge; what was photographed is farther inside.
    private static func removeSlivers(
        from masses: inout [Int], of parts: [InkComponents.Part], in ink: Plane<UInt8>
    ) {
        let slivers = parts.indices.filter { masses[$0] > 0 && isSliver(parts[$0], in: ink) }
        guard let heaviest = slivers.map({ masses[$0] }).max() else { return }
        let inside = parts.indices.filter { !slivers.contains($0) }.map { masses[$0] }.max() ?? 0
        guard Double(inside) >= sliverShare * Double(heaviest) else { return }
        for index in slivers { masses[index] = 0 }
    }

    /// Along an edge of the picture, longer than it reaches in.
    private static func isSliver(_ part: InkComponents.Part, in ink: Plane<UInt8>) -> Bool {
        let isFlat = part.top == 0 || part.bottom == ink.height - 1
        let isSteep = part.left == 0 || part.right == ink.width - 1
        return isFlat && part.height * sliverDepth <= ink.height && part.width >= part.height
            || isSteep && part.width * sliverDepth <= ink.width && part.height >= part.width
    }

    /// A sliver reaches in by less than this part of the picture.
    private static let sliverDepth = 6

    /// The least share of the heaviest sliver's ink that the digit has; with less it is a speck beside the digit.
    private static let sliverShare = 0.02
}

extension InkComponents.Part {
    fileprivate func touchesEdge(of ink: Plane<UInt8>) -> Bool {
        left == 0 || top == 0 || right == ink.width - 1 || bottom == ink.height - 1
    }
}
