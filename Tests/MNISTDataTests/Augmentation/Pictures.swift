@testable import MNISTData

/// A round spot in the middle of 28x28, well away from the border.
let spot: [UInt8] = (0..<784).map { index in
    let (x, y) = (Float(index % 28) - 13.5, Float(index / 28) - 13.5)
    return UInt8(max(0, 255 - 4 * (x * x + y * y)))
}

/// A picture without any order.
func noise(_ count: Int, seed: UInt64 = 3) -> [UInt8] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
}

/// An upright bar of this ink across the whole height of 28x28, from column 10.
func bar(_ ink: [Float]) -> [Float] {
    (0..<784).map { ink.indices.contains($0 % 28 - 10) ? ink[$0 % 28 - 10] : 0 }
}

extension [Float] {
    /// The same after a change in place.
    func changed(by change: (inout MutableSpan<Float>) -> Void) -> [Float] {
        var copy = self
        var span = copy.mutableSpan
        change(&span)
        return copy
    }
}

/// The largest difference between two pictures.
func distance(_ a: [Float], _ b: [Float]) -> Float {
    a.count == b.count ? zip(a, b).map { abs($0 - $1) }.max() ?? 0 : .infinity
}
