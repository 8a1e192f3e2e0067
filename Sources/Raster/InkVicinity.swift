/// Where a closer look may find ink: near the ink that the look before has kept.
///
/// What was found to be a rule, a frame or a speck once is not judged again where less of it is seen.
struct InkVicinity {
    private let isNear: Plane<UInt8>
    private let scale: Int

    /// - Parameters:
    ///   - ink: what was kept, as far as the closer look sees.
    ///   - scale: pixels of the closer look to one of this.
    init(of ink: Plane<UInt8>, scale: Int) {
        let wide = LocalMaximum.of(ink.padded(by: Self.reach), radius: Self.reach)
        isNear = wide.cropped(
            to: PixelRect(x: Self.reach, y: Self.reach, width: ink.width, height: ink.height))
        self.scale = scale
    }

    /// How far the stroke may reach beyond what was seen of it, in pixels of the first look.
    private static let reach = 2

    /// The ink without all that is far off.
    func limiting(_ ink: Plane<UInt8>) -> Plane<UInt8> {
        var result = ink
        for y in 0..<ink.height {
            let near = isNear.row(min(y / scale, isNear.height - 1)).lowerBound
            for x in 0..<ink.width where isNear.values[near + min(x / scale, isNear.width - 1)] == 0 {
                result[x, y] = 0
            }
        }
        return result
    }
}
