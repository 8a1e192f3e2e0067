public import MNISTData
public import PenStrokes
import Raster

/// What a suite is measured on.
public struct SuiteMaterial: Sendable {
    /// MNIST's test images, or others of 28x28.
    public private(set) var test: LabelledImages
    /// Digits that people drew with a pen; by nobody who is learnt from.
    public var pen: [PenDigit] = []
    /// Drawings that are no digits, such as Omniglot's letters.
    public var letters: [LabelledDrawing] = []
    /// Fashion-MNIST's test images; nil where they are not at hand.
    public private(set) var fashion: LabelledImages?
    /// What is not there, in words.
    public var missing: [String] = []

    /// Takes images that the network reads as they are.
    ///
    /// - Throws: `TrainingError.suiteDoesNotFit` where some are not of 28x28, or there are none.
    public init(test: LabelledImages, fashion: LabelledImages? = nil) throws(TrainingError) {
        for images in [test, fashion].compactMap(\.self)
        where images.count == 0
            || (images.width, images.height) != (NormalizedDigit.side, NormalizedDigit.side)
        {
            throw .suiteDoesNotFit(size: "\(images.width)x\(images.height)")
        }
        self.test = test
        self.fashion = fashion
    }

    /// The same with at most `limit` of each, spread evenly, the order kept.
    public func limited(to limit: Int) -> SuiteMaterial {
        var material = self
        material.test = test.subset(Self.places(limit, of: test.count))
        material.pen = Self.places(limit, of: pen.count).map { pen[$0] }
        material.letters = Self.places(limit, of: letters.count).map { letters[$0] }
        material.fashion = fashion.map { $0.subset(Self.places(limit, of: $0.count)) }
        return material
    }

    private static func places(_ limit: Int, of count: Int) -> [Int] {
        let chosen = min(limit, count)
        return (0..<chosen).map { $0 * count / chosen }
    }
}
