import MNISTData
import Neural
import PenStrokes
import Synchronization

/// Pictures of no digit, drawn when they are asked for: each epoch has its own.
///
/// What a picture looks like depends on seed, epoch and number alone.
struct OutlierSource: Sendable {
    /// Pictures in an epoch.
    let count: Int

    private let painter: OutlierPainter
    private let seed: UInt64
    private let path: UInt64

    /// - Parameters:
    ///   - samples: the digits that misshapen ones are made of.
    ///   - path: seeds the pictures beside `seed`.
    init(count: Int, samples: DigitSamples, seed: UInt64, path: UInt64) {
        self.count = count
        self.seed = seed
        self.path = path
        painter = OutlierPainter(samples: samples)
    }

    /// One picture, 28x28, 0 ground to 255 full ink.
    func pixels(of index: Int, epoch: Int) -> [UInt8] {
        var generator = SplitMix64(seed: seed, path: path, UInt64(epoch), UInt64(index))
        return painter.pixels(using: &generator)
    }

    /// Of the digits, the share that is shown as it would be posted.
    private static let reprinted: Float = 0.25

    /// A digit as it would be posted, for some of those that outliers are shown beside; nil for the others.
    func reprint(of digit: [UInt8], index: Int, epoch: Int) -> [UInt8]? {
        var generator = SplitMix64(seed: seed, path: path, .max, UInt64(epoch), UInt64(index))
        guard generator.uniform() < Self.reprinted else { return nil }
        return DigitReprint().pixels(of: digit, using: &generator)
    }

    /// All pictures of an epoch, labelled `LabelledImages.noDigit`.
    func images(epoch: Int, team: Team) -> LabelledImages {
        let pictures = Mutex([[UInt8]](repeating: [], count: count))
        team.forEach(count) { index in
            let picture = pixels(of: index, epoch: epoch)
            pictures.withLock { $0[index] = picture }
        }
        return LabelledImages(
            width: DigitSamples.side, height: DigitSamples.side,
            pixels: pictures.withLock { Array($0.joined()) },
            labels: [UInt8](repeating: LabelledImages.noDigit, count: count))
    }
}
