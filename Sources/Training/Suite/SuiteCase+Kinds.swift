import Corruptions
import MNISTData
import Neural
import PenStrokes
import Raster

extension SuiteCase {
    /// Test images straight into the network, as training measures them.
    static func plain(_ images: LabelledImages) -> SuiteCase {
        SuiteCase(name: "test", title: "test images as they are", labels: images.labels) { index in
            Specimen(pixels: images.ink(at: index).values)
        }
    }

    /// Test images as somebody would draw them: dark on white, eight times as large, in the middle of a canvas of 280.
    static func canvas(_ images: LabelledImages) -> SuiteCase {
        SuiteCase(name: "test_canvas", title: "test images on a canvas of 280", labels: images.labels) {
            index in
            let ink = images.ink(at: index).enlarged(times: 8, margin: 28)
            let paper = ink.bytes.map { 255 - $0 }
            return Specimen(posted: PixelImage(width: ink.width, height: ink.height, luma: paper))
        }
    }

    /// Test images of 28x28 under a corruption, posted as they are.
    static func corrupted(_ images: LabelledImages, by corruption: Corruption, seed: UInt64) -> SuiteCase {
        SuiteCase(name: corruption.rawValue, title: corruption.title, labels: images.labels) { index in
            let ink = images.picture(at: index, corruptedBy: corruption, seed: seed)
            let bytes = ink.bytes
            return Specimen(
                posted: PixelImage(width: ink.width, height: ink.height, luma: bytes),
                pixels: bytes.map { Float($0) / 255 })
        }
    }

    /// Pen strokes by other hands.
    static func drawn(_ digits: [PenDigit], by trial: PenTrial, seed: UInt64) -> SuiteCase {
        SuiteCase(name: trial.name, title: trial.title, labels: digits.map(\.digit)) { index in
            var generator = SplitMix64(seed: seed, path: 1, UInt64(index))
            return Specimen(posted: trial.picture(of: digits[index].drawing, using: &generator))
        }
    }

    /// Drawings that are no digits, with the pens of `PenTrial.canvas`.
    static func letters(_ drawings: [LabelledDrawing], seed: UInt64) -> SuiteCase {
        let labels = [UInt8](repeating: LabelledImages.noDigit, count: drawings.count)
        return SuiteCase(name: "omniglot", title: "Omniglot's letters", labels: labels) { index in
            var generator = SplitMix64(seed: seed, path: 2, UInt64(index))
            return Specimen(posted: PenTrial.canvas.picture(of: drawings[index].drawing, using: &generator))
        }
    }

    /// Clothes of 28x28, posted as they are.
    static func clothes(_ images: LabelledImages) -> SuiteCase {
        let labels = [UInt8](repeating: LabelledImages.noDigit, count: images.count)
        return SuiteCase(name: "fashion", title: "Fashion-MNIST's clothes", labels: labels) { index in
            let bytes = Array(images.pixels[images.pixelRange(of: index)])
            return Specimen(posted: PixelImage(width: images.width, height: images.height, luma: bytes))
        }
    }
}
