import Glibc
import Neural

/// What an answer rests on: how much of it is lost where a part of the ink is covered (Zeiler and Fergus 2014,
/// "Visualizing and understanding convolutional networks", section 4.2).
///
/// Covering and not the gradient: it asks the network as it serves, quantised or not, and its answer is a change that
/// could be seen, not a slope at one point. A patch of 5 × 5 pixels of ground goes over the picture in steps of two
/// pixels; places without ink are left out, since covering them changes nothing.
public struct Saliency: Sendable, Equatable {
    /// How much each pixel speaks for the digit, -1 to 1: (28 · 28), row-major.
    ///
    /// It is the change of the digit's log odds, averaged over the patches that covered the pixel; the largest is 1 or
    /// -1. A pixel below 0 speaks against the digit.
    public let values: [Float]

    /// The side of the patch that covers, in pixels.
    private static let patch = 5

    /// From patch to patch, in pixels.
    private static let step = 2

    /// Covers a picture piece by piece.
    ///
    /// - Parameters:
    ///   - pixels: (28 · 28), 0 to 1, row-major, light ink on dark.
    ///   - logOdds: the digit's, for a picture like this one.
    init(of pixels: [Float], logOdds: ([Float]) -> Float) {
        let side = Architecture.input.width
        let whole = logOdds(pixels)
        var sums = [Float](repeating: 0, count: pixels.count)
        var counts = sums
        for top in stride(from: 1 - Self.patch, to: side, by: Self.step) {
            for left in stride(from: 1 - Self.patch, to: side, by: Self.step) {
                let covered = Self.indices(left: left, top: top, side: side)
                guard covered.contains(where: { pixels[$0] > 0 }) else { continue }
                var rest = pixels
                for index in covered { rest[index] = 0 }
                let lost = whole - logOdds(rest)
                for index in covered {
                    sums[index] += lost
                    counts[index] += 1
                }
            }
        }
        let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
        let largest = means.reduce(0) { max($0, abs($1)) }
        values = largest > 0 ? means.map { $0 / largest } : means
    }

    /// The pixels under a patch, as far as it lies on the picture.
    private static func indices(left: Int, top: Int, side: Int) -> [Int] {
        (max(top, 0)..<min(top + patch, side)).flatMap { y in
            (max(left, 0)..<min(left + patch, side)).map { x in y * side + x }
        }
    }
}

extension Classifier {
    /// What the answer `digit` for one normalised picture rests on.
    ///
    /// It asks the network some hundred times: a hundred forward passes.
    ///
    /// - Parameters:
    ///   - pixels: (28 · 28), 0 to 1, row-major, light ink on dark.
    ///   - digit: 0 to 9.
    public func saliency(of pixels: [Float], for digit: Int) -> Saliency {
        Saliency(of: pixels) { pixels in
            let probabilities = softmax(answer(to: pixels).logits)
            // Of what is not the digit, rather than 1 - p: that is 0 where the network is sure.
            let others = probabilities.enumerated().reduce(0) { $1.offset == digit ? $0 : $0 + $1.element }
            return log(max(probabilities[digit], .leastNormalMagnitude) / max(others, .leastNormalMagnitude))
        }
    }
}
