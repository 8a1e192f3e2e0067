import MNISTData
import Neural
import PenStrokes

extension ContactSheet {
    /// Draws `rows` rows of pictures of no digit for each kind, as the network sees them.
    ///
    /// - Parameter samples: the digits that misshapen ones are made of.
    /// - Precondition: there is a row and a column.
    init(of samples: DigitSamples, rows: Int, columns: Int, seed: UInt64) {
        let parts = OutlierKind.allCases.enumerated().map { number, kind in
            let painter = OutlierPainter(samples: samples, kinds: [kind])
            let pixels = (0..<rows * columns).flatMap { index in
                var generator = SplitMix64(seed: seed, path: 4, UInt64(number), UInt64(index))
                return painter.pixels(using: &generator)
            }
            let images = LabelledImages(
                width: DigitSamples.side, height: DigitSamples.side, pixels: pixels,
                labels: [UInt8](repeating: LabelledImages.noDigit, count: rows * columns))
            return (kind.rawValue, images)
        }
        self.init(of: parts, columns: columns)
    }
}
