public import DigitModel
public import MNISTData
import Neural

extension LabelledImages {
    /// What a network for them takes in.
    fileprivate var shape: Shape { Shape(height: height, width: width, channels: 1) }
}

extension Architecture {
    /// The same network for images of this size.
    ///
    /// - Throws: `TrainingError.imagesTooSmall`.
    func taking(_ images: LabelledImages) throws(TrainingError) -> Architecture {
        guard let sized = taking(images.shape) else {
            throw .imagesTooSmall(size: images.shape.size, architecture: name)
        }
        return sized
    }

    /// Refuses images of another size than the network reads.
    ///
    /// - Throws: `TrainingError.otherImageSize`.
    public func check(_ images: LabelledImages) throws(TrainingError) {
        guard images.shape == input else {
            throw .otherImageSize(expected: input.size, actual: images.shape.size)
        }
    }
}
