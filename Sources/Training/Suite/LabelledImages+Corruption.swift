public import Corruptions
public import MNISTData
import Neural

extension LabelledImages {
    /// An image as a plane of ink.
    public func ink(at index: Int) -> InkPlane {
        InkPlane(width: width, height: height, bytes: pixels[pixelRange(of: index)])
    }

    /// An image as a corruption leaves it; what is random in it depends on `seed`, the corruption and `index` alone.
    public func picture(at index: Int, corruptedBy corruption: Corruption, seed: UInt64) -> InkPlane {
        let name = corruption.rawValue.utf8.reduce(into: UInt64(0)) { $0 = $0 &* 131 &+ UInt64($1) }
        var generator = SplitMix64(seed: seed, path: name, UInt64(index))
        return corruption.applied(to: ink(at: index), using: &generator)
    }
}
