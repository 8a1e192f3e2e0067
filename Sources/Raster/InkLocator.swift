/// Finds the digit's ink in a picture of any size, at a resolution that suits the digit.
///
/// A large picture is first looked at reduced. Where the ink fills only a small part of it, that part is looked at
/// again in a finer level, so that a digit of 12 pixels on a page of 2,000 keeps all of its 12 pixels.
struct InkLocator {
    private let levels: [Plane<UInt8>]

    init(_ image: PixelImage, _ trace: inout NormalizationTrace) {
        let luma = AlphaGround.luma(of: image)
        trace.record(.picture, luma)
        let clean = ImpulseNoise.removed(from: luma) ?? luma
        levels = LumaPyramid(GroundBands.levelled(clean) ?? clean, downTo: Self.firstSide).levels
    }

    /// The largest side at which ink is first looked for: a thin pen must be seen on a large page.
    private static let firstSide = 240

    /// The largest side of a closer look: some eight times the 20 pixels that the digit will have.
    private static let closerSide = 160

    /// Where a cropped plane lies in the picture that it is of.
    struct Place {
        let bounds: PixelRect

        /// Pixels of the picture to one of the plane.
        let scale: Int

        let picture: PixelRect

        /// A rectangle of the plane, in pixels of the picture.
        func inPicture(_ rect: PixelRect) -> PixelRect {
            PixelRect(x: bounds.x + rect.x, y: bounds.y + rect.y, width: rect.width, height: rect.height)
                .scaled(by: scale, within: picture)
        }
    }

    /// All ink at full size, the digit's or not, or `nil` where there is none.
    func ink(_ trace: inout NormalizationTrace) -> Plane<UInt8>? {
        InkMap.find(in: levels[0], &trace)?.ink
    }

    /// The digit's ink, cropped to its bounds, or `nil` where there is none.
    func locate(_ trace: inout NormalizationTrace) -> Plane<UInt8>? {
        locate(closerSide: Self.closerSide, &trace)?.ink
    }

    /// The ink, cropped to its bounds, and where it lies, or `nil` where there is none.
    ///
    /// - Parameter closerSide: the largest side of a closer look.
    func locate(closerSide: Int, _ trace: inout NormalizationTrace) -> (ink: Plane<UInt8>, place: Place)? {
        var level = levels.count - 1
        var region = levels[level].bounds
        var paper: InkMap.Paper?
        var vicinity: InkVicinity?
        while true {
            guard var map = InkMap.find(in: levels[level].cropped(to: region), on: paper, &trace)
            else { return nil }
            if let vicinity { map.ink = vicinity.limiting(map.ink) }
            guard let (ink, box) = StrayInk.removed(from: map) else { return nil }
            trace.record(.digit, ink)
            // Around the digit stays as much paper as the digit is large, to know the paper by; if it is known, as
            // much as the digit needs not to lie along the edge.
            let margin = box.longestSide / (map.paper.light == .plain ? 6 : 2) + 2
            let closer = box.expanded(by: margin, within: ink.bounds)
            var finer = level
            while finer > 0, closer.longestSide << (level - finer + 1) <= closerSide { finer -= 1 }
            guard finer < level else {
                let found = PixelRect(
                    x: region.x + box.x, y: region.y + box.y, width: box.width, height: box.height)
                return (
                    ink.cropped(to: box), Place(bounds: found, scale: 1 << level, picture: levels[0].bounds)
                )
            }
            let scale = 1 << (level - finer)
            if map.isRuled || ink != map.ink {
                vicinity = InkVicinity(of: ink.cropped(to: closer), scale: scale)
            }
            region = PixelRect(
                x: region.x + closer.x, y: region.y + closer.y, width: closer.width, height: closer.height
            ).scaled(by: scale, within: levels[finer].bounds)
            level = finer
            paper = map.paper
        }
    }
}
