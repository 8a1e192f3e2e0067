/// Removes what is not the digit: specks, and frames or rules along the picture's edge.
enum StrayInk {
    /// The map's ink without them.
    static func removed(from map: InkMap) -> Plane {
        let ink = map.ink
        let edgeShare = map.paperIsEven ? speckShare : looseEdgeShare
        let band = max(min(ink.width, ink.height) / bandShare, 1)
        let components = InkComponents(ink, band: band)
        let borders = components.parts.map { isBorder($0, in: ink, band: band) }
        let masses = zip(components.parts, borders).map { $1 ? 0 : $0.mass }
        // A picture of nothing but its own border is left as it is.
        guard let largest = masses.max(), largest > 0 else { return ink }
        let keeps = zip(components.parts, masses).map { part, mass in
            mass >= (part.touchesEdge(of: ink) ? edgeShare : speckShare) * largest
        }
        guard keeps.contains(false) else { return ink }

        var result = ink
        for (index, label) in components.labels.enumerated() where label >= 0 && !keeps[Int(label)] {
            result.values[index] = 0
        }
        return result
    }

    /// Below this share of the largest part's ink a part is a speck. A 5's bar has a tenth or more.
    private static let speckShare: Float = 0.03

    /// The same for parts that touch the edge of a photo, where light falls off and other things lie.
    private static let looseEdgeShare: Float = 0.6

    /// The band in which borders lie, as a fraction of the shorter side.
    private static let bandShare = 12

    /// Along an edge from end to end and near it, or, as a frame, near all edges.
    private static func isBorder(_ part: InkComponents.Part, in ink: Plane, band: Int) -> Bool {
        let isWide = part.width * 10 >= ink.width * 9
        let isTall = part.height * 10 >= ink.height * 9
        let hugsTopOrBottom = part.bottom < band || part.top >= ink.height - band
        let hugsLeftOrRight = part.right < band || part.left >= ink.width - band
        return isWide && hugsTopOrBottom || isTall && hugsLeftOrRight
            || isWide && isTall && part.edgeMass >= 0.95 * part.mass
    }
}

extension InkComponents.Part {
    fileprivate func touchesEdge(of ink: Plane) -> Bool {
        left == 0 || top == 0 || right == ink.width - 1 || bottom == ink.height - 1
    }
}
