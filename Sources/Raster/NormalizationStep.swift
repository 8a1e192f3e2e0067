/// What a picture has become at one step of its way to the 28x28 that the network sees.
public struct NormalizationStep: Sendable, Equatable {
    /// The steps in their order. A later look, closer to the digit, takes the place of an earlier one.
    public enum Name: String, Sendable, CaseIterable {
        /// The whole picture as grey, on the ground that suits its transparency.
        case picture
        /// Where the digit was looked for, in even light.
        case paper
        /// The same without its rules, where it is ruled.
        case unruled
        /// How much ink each pixel holds: from here on ink is light.
        case ink
        /// The digit's ink alone, without rules, frames and specks.
        case digit
        /// The digit with the stroke that MNIST was written with.
        case stroke
        /// The 28x28 that the network sees.
        case input
    }

    /// The longer side that a step is shrunk to, if it is larger, in pixels.
    public static let largestSide = 280

    public let name: Name
    public let image: GrayImage

    init(_ name: Name, _ plane: Plane<UInt8>) {
        self.name = name
        let size = plane.bounds.scaled(toLongestSide: min(plane.bounds.longestSide, Self.largestSide))
        let shown =
            size == plane.bounds
            ? plane : Plane<UInt8>(AreaResampler.resize(plane, width: size.width, height: size.height))
        image = GrayImage(width: shown.width, height: shown.height, pixels: shown.values)
    }
}
