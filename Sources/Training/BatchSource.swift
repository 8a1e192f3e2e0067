import MNISTData
import Neural
import Synchronization

/// Fills a network's inputs with the images of each step: shuffled anew for every epoch, distorted at random,
/// normalised.
///
/// What an image looks like depends on seed, epoch and image alone, so that a run can go on from any step.
struct BatchSource {
    let images: LabelledImages
    /// Pictures of no digit among them, numbered after the images; nil learns from the images alone.
    let outliers: OutlierSource?
    let seed: UInt64
    let batchSize: Int
    private let augmenters: AugmenterPool

    /// - Precondition: every number of the augmentation is in its range.
    init(
        images: LabelledImages, outliers: OutlierSource? = nil, augmentation: Augmentation, seed: UInt64,
        batchSize: Int
    ) {
        self.images = images
        self.outliers = outliers
        self.seed = seed
        self.batchSize = batchSize
        augmenters = AugmenterPool(Augmenter(augmentation, width: images.width, height: images.height))
    }

    /// Pictures in an epoch.
    private var count: Int { images.count + (outliers?.count ?? 0) }

    /// Steps in an epoch; images that fill no whole batch wait for the next epoch's shuffle.
    var steps: Int { count / batchSize }

    /// The digit, 0 to 9, that a picture shows, or `LabelledImages.noDigit`.
    func label(of index: Int) -> UInt8 {
        index < images.count ? images.labels[index] : LabelledImages.noDigit
    }

    /// The images of every step of an epoch, one step after the other.
    func order(epoch: Int) -> [Int] {
        var generator = SplitMix64(seed: seed, path: 1, UInt64(epoch))
        var order = Array(0..<count)
        for i in order.indices.dropFirst().reversed() {
            order.swapAt(i, Int(generator.next(upperBound: UInt64(i + 1))))
        }
        return order
    }

    /// Writes the images at `indices` to the network's inputs.
    func fill(_ network: Sequential, with indices: ArraySlice<Int>, epoch: Int) {
        let size = images.pixelsPerImage
        let team = network.team
        unsafe network.inputs.withContents { inputs in
            team.forEach(team.lanes) { lane in
                var augmenter = augmenters.take()
                for place in indices.count * lane / team.lanes..<indices.count * (lane + 1) / team.lanes {
                    let target = unsafe UnsafeMutableBufferPointer(
                        rebasing: inputs[place * size..<(place + 1) * size])
                    var span = unsafe target.mutableSpan
                    fill(&span, with: indices[indices.startIndex + place], epoch: epoch, by: &augmenter)
                }
                augmenters.put(augmenter)
            }
        }
    }

    /// The picture of no digit, or the reprint of a digit, that is shown under this number; nil for an image as it is.
    private func drawing(of index: Int, epoch: Int) -> [UInt8]? {
        guard let outliers else { return nil }
        guard index < images.count else { return outliers.pixels(of: index - images.count, epoch: epoch) }
        return outliers.reprint(
            of: Array(images.pixels[images.pixelRange(of: index)]), index: index, epoch: epoch)
    }

    /// Writes one image, distorted and normalised. (height, width)
    private func fill(
        _ input: inout MutableSpan<Float>, with index: Int, epoch: Int, by augmenter: inout Augmenter
    ) {
        var generator = SplitMix64(seed: seed, path: 2, UInt64(epoch), UInt64(index))
        if let drawn = drawing(of: index, epoch: epoch) {
            augmenter.apply(drawn.span, into: &input, using: &generator)
        } else {
            augmenter.apply(
                images.pixels.span.extracting(images.pixelRange(of: index)), into: &input, using: &generator)
        }
        for i in input.indices {
            unsafe input[unchecked: i] =
                (input[unchecked: i] - InputNormalization.mean) / InputNormalization.deviation
        }
    }
}

/// Augmenters with their memory, lent to one thread at a time; there are as many as ever worked at once.
private final class AugmenterPool: Sendable {
    private let model: Augmenter
    private let idle = Mutex<[Augmenter]>([])

    init(_ model: Augmenter) {
        self.model = model
    }

    func take() -> Augmenter {
        idle.withLock { $0.popLast() } ?? model
    }

    func put(_ augmenter: Augmenter) {
        idle.withLock { $0.append(augmenter) }
    }
}
