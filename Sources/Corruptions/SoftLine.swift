import Glibc

/// A straight line from left to right that fades out above and below.
struct SoftLine {
    let start: SIMD2<Float>
    let end: SIMD2<Float>

    /// How far from its middle, along a column, nothing of it is seen any more: in pixels.
    static let reach: Float = 2.3

    /// The line's ink alone: in a column 1 + ln(1 - d / reach), d pixels off its middle, and none below 0.
    ///
    /// - Precondition: it begins left of its end.
    func drawn(width: Int, height: Int) -> InkPlane {
        let slope = (end.y - start.y) / (end.x - start.x)
        let columns = Int(start.x.rounded(.down))..<Int(end.x.rounded(.up))
        return InkPlane(width: width, height: height) { x, y in
            guard columns.contains(x) else { return 0 }
            let distance = abs(Float(y) - start.y - slope * (Float(x) - start.x))
            guard distance < Self.reach else { return 0 }
            return max(0, 1 + log(1 - distance / Self.reach))
        }
    }
}
