/// Finds the digit's ink in a picture of any size, at a resolution that suits the digit.
///
/// A large picture is first looked at reduced. Where the ink fills only a small part of it, that part is read again
/// from the full picture, so that a digit of 12 pixels on a page of 2,000 keeps all of its 12 pixels.
struct InkLocator {
    let reader: LuminanceReader

    init(_ image: PixelImage) { reader = LuminanceReader(image) }

    /// The largest side at which ink is looked for: some ten times what the network sees.
    private static let workingSide = 320

    /// The digit's ink, cropped to its bounds, or `nil` where there is none.
    func locate() -> Plane? {
        var region = reader.bounds
        while true {
            let reduction = (region.longestSide + Self.workingSide - 1) / Self.workingSide
            guard let map = InkMap.find(in: reader.plane(of: region, reducedBy: reduction)) else {
                return nil
            }
            let ink = StrayInk.removed(from: map)
            guard let box = ink.inkBounds else { return nil }
            // Around the digit stays as much paper as the digit is large, to know the paper by.
            let closer = box.expanded(by: box.longestSide / 2 + 2, within: ink.bounds)
            let zoomed = PixelRect(
                x: region.x + closer.x * reduction, y: region.y + closer.y * reduction,
                width: min(closer.width * reduction, region.width - closer.x * reduction),
                height: min(closer.height * reduction, region.height - closer.y * reduction))
            guard reduction > 1, zoomed.longestSide * 3 < region.longestSide * 2 else {
                return ink.cropped(to: box)
            }
            region = zoomed
        }
    }
}
