/// An image and small moves of it, whose answers are averaged: each is read a little otherwise, and what a network
/// gets wrong in one it often gets right in the others.
///
/// The moves are a fixed list, so that an answer is the same each time.
public struct TestTimeAugmentation: Sendable, Equatable {
    /// As it is; a pixel to the left, right, up and down; turned by 7 degrees either way; 5 % smaller and larger.
    ///
    /// Ordered so that any odd number of them from the front leans to no side.
    public static let transforms = [
        ImageTransform.identity,
        ImageTransform(translationX: -1), ImageTransform(translationX: 1),
        ImageTransform(translationY: -1), ImageTransform(translationY: 1),
        ImageTransform(rotation: -7), ImageTransform(rotation: 7),
        ImageTransform(scaleX: 0.95, scaleY: 0.95), ImageTransform(scaleX: 1.05, scaleY: 1.05),
    ]

    /// How many of `transforms`, from the front.
    public let count: Int

    /// - Precondition: `count` is in `1...transforms.count`.
    public init(count: Int = transforms.count) {
        precondition((1...Self.transforms.count).contains(count), "as many views as there are transforms")
        self.count = count
    }

    /// The views of an image, one after the other: (count, height · width), 0 to 1.
    ///
    /// The first is the image itself; the others are made of its pixels rounded to bytes, as MNIST has them.
    ///
    /// - Precondition: `pixels` holds `width * height` numbers in 0...1.
    public func views(of pixels: [Float], width: Int, height: Int) -> [Float] {
        let bytes = pixels.map { UInt8(($0 * 255).rounded()) }
        var views = pixels
        views.reserveCapacity(count * pixels.count)
        var view = pixels
        for transform in Self.transforms[1..<count] {
            var span = view.mutableSpan
            transform.apply(bytes.span, width: width, height: height, into: &span)
            views.append(contentsOf: view)
        }
        return views
    }
}
