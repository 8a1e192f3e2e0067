import FoundationEssentials
import Raster

/// A small picture that a page carries within itself, as a PNG in a `data:` URL.
struct Picture: Equatable {
    let width: Int
    let height: Int
    /// The PNG file.
    let png: [UInt8]

    /// Ink on nothing: white where `ink` is 255, black where it is 0. The stylesheet turns it over on light ground.
    init(ink: [UInt8], width: Int, height: Int) {
        self.width = width
        self.height = height
        png = PNGEncoder().encode(GrayImage(width: width, height: height, pixels: ink))
    }

    /// Numbers of both signs: orange above zero and blue below, the more opaque the further from it, so that zero is
    /// whatever ground the picture lies on. The two colours differ for every kind of colour blindness.
    ///
    /// scale: the magnitude that is fully opaque
    init(signed values: [Float], width: Int, height: Int, scale: Float) {
        precondition(values.count == width * height, "one value for each pixel")
        self.width = width
        self.height = height
        let rgba = values.flatMap { value -> [UInt8] in
            let opacity = scale > 0 ? min(1, abs(value) / scale) : 0
            return (value < 0 ? Self.below : Self.above) + [UInt8((255 * opacity).rounded())]
        }
        png = PNGEncoder().encode(RGBAImage(width: width, height: height, rgba: rgba))
    }

    /// The magnitude that is drawn fully opaque: one that only the strongest hundredth of the values reach, because a
    /// few bright pixels would leave all others in the dark.
    static func scale(of values: [Float]) -> Float {
        let magnitudes = values.map(abs).filter { $0 > 0 }.sorted()
        return magnitudes.isEmpty ? 0 : magnitudes[magnitudes.count * 99 / 100]
    }

    static let above: [UInt8] = [230, 97, 1]
    static let below: [UInt8] = [45, 125, 210]

    /// An image element; without words where the text beside it says the same.
    func html(_ words: String = "", style: String) -> HTML {
        """
        <img class="\(style)" alt="\(words)" width="\(width)" height="\(height)" \
        src="data:image/png;base64,\(Data(png).base64EncodedString())"/>
        """
    }
}
