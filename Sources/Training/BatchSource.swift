import MNISTData
import Neural

/// Fills a network's inputs with the images of each step: shuffled anew for every epoch, moved at random, normalised.
///
/// What an image looks like depends on seed, epoch and image alone, so that a run can go on from any step.
struct BatchSource {
    let images: LabelledImages
    let augmentation: Augmentation
    let seed: UInt64
    let batchSize: Int

    /// Steps in an epoch; images that fill no whole batch wait for the next epoch's shuffle.
    var steps: Int { images.count / batchSize }

    /// The images of every step of an epoch, one step after the other.
    func order(epoch: Int) -> [Int] {
        var generator = SplitMix64(seed: seed, path: 1, UInt64(epoch))
        var order = Array(0..<images.count)
        for i in order.indices.dropFirst().reversed() {
            order.swapAt(i, Int(generator.next(upperBound: UInt64(i + 1))))
        }
        return order
    }

    /// Writes the images at `indices` to the network's inputs.
    func fill(_ network: Sequential, with indices: ArraySlice<Int>, epoch: Int) {
        let size = images.pixelsPerImage
        unsafe network.inputs.withContents { inputs in
            network.team.forEach(indices.count) { place in
                let index = indices[indices.startIndex + place]
                var generator = SplitMix64(seed: seed, path: 2, UInt64(epoch), UInt64(index))
                let target = unsafe UnsafeMutableBufferPointer(
                    rebasing: inputs[place * size..<(place + 1) * size])
                var span = unsafe target.mutableSpan
                augmentation.apply(
                    images.pixels.span.extracting(images.pixelRange(of: index)),
                    width: images.width, height: images.height, into: &span, using: &generator)
                for i in 0..<size {
                    unsafe target[i] = (target[i] - InputNormalization.mean) / InputNormalization.deviation
                }
            }
        }
    }
}
