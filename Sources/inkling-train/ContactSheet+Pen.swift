import MNISTData
import PenStrokes
import Raster

extension ContactSheet {
    /// Draws a row for each digit: as it was written, then `columns` times by other hands and pens, all as the network
    /// sees them. A picture without ink is an empty tile.
    ///
    /// - Precondition: there is a digit and a column.
    init(of digits: [PenDigit], columns: Int, using generator: inout some RandomNumberGenerator) {
        let pictures = digits.flatMap { digit in
            [PenPicture(of: digit.drawing)]
                + (0..<columns).map { _ in PenPicture(of: digit.drawing, using: &generator) }
        }
        let side = NormalizedDigit.side
        let empty = [UInt8](repeating: 0, count: side * side)
        let images = LabelledImages(
            width: side, height: side, pixels: pictures.flatMap { $0.normalized ?? empty },
            labels: digits.flatMap { [UInt8](repeating: $0.digit, count: columns + 1) })
        self.init(of: images, columns: columns + 1, caption: "as written, then by other hands and pens")
    }
}
