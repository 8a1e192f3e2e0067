import Corruptions
import MNISTData
import Raster
import Training

extension ContactSheet {
    /// Draws two rows for each row of images and each corruption: the pictures, and below them how the network sees
    /// each when it is posted. One in which no ink is found is an empty tile.
    ///
    /// - Precondition: the images are 28x28, and the indices fill whole rows.
    init(corrupting images: LabelledImages, indices: [Int], columns: Int, seed: UInt64) {
        let rows = stride(from: 0, to: indices.count, by: columns).map { indices[$0..<$0 + columns] }
        let parts = Corruption.allCases.map { corruption in
            let pixels = rows.flatMap { row in
                let pictures = row.map { images.picture(at: $0, corruptedBy: corruption, seed: seed).bytes }
                return pictures + pictures.map(Self.normalized)
            }
            let part = LabelledImages(
                width: images.width, height: images.height, pixels: pixels.flatMap { $0 },
                labels: rows.flatMap { row in (row + row).map { images.labels[$0] } })
            return (corruption.title, part)
        }
        self.init(of: parts, columns: columns)
    }

    private static func normalized(_ luma: [UInt8]) -> [UInt8] {
        let side = NormalizedDigit.side
        let picture = PixelImage(width: side, height: side, luma: luma)
        return DigitNormalizer().normalize(picture)?.image.pixels ?? [UInt8](repeating: 0, count: luma.count)
    }
}
