import Feedback
public import MNISTData
import Raster

/// Pictures that people drew and said what they are, as the network is given them: what a server keeps with
/// `--feedback`, or a folder made like it.
///
/// Each goes the road of a served picture, so that the network learns from what it would have been shown.
public struct ExtraPictures: Sendable {
    /// Those of a digit: 28x28, in the order of their lines.
    public let digits: LabelledImages
    /// Those of none, labelled `LabelledImages.noDigit`.
    public let others: LabelledImages
    /// How many hold no ink, and nothing to learn.
    public let blankCount: Int

    /// No pictures.
    public init() {
        (digits, others) = (Self.images([], labels: []), Self.images([], labels: []))
        blankCount = 0
    }

    /// Reads folders of feedback, one after the other.
    ///
    /// - Throws: `UnreadableFile` for a list, `FeedbackLineError` for a line or its picture.
    public init(folders: [String]) throws {
        let normalizer = DigitNormalizer()
        var (digits, digitLabels): ([UInt8], [UInt8]) = ([], [])
        var (others, blankCount): ([UInt8], Int) = ([], 0)
        for folder in folders {
            let feedback = try FeedbackReader(folder)
            for (index, entry) in feedback.entries.enumerated() {
                guard let digit = normalizer.normalize(try feedback.picture(at: index)) else {
                    blankCount += 1
                    continue
                }
                if let label = entry.label {
                    digits += digit.image.pixels
                    digitLabels.append(UInt8(label))
                } else {
                    others += digit.image.pixels
                }
            }
        }
        self.digits = Self.images(digits, labels: digitLabels)
        let area = NormalizedDigit.side * NormalizedDigit.side
        self.others = Self.images(
            others, labels: [UInt8](repeating: LabelledImages.noDigit, count: others.count / area))
        self.blankCount = blankCount
    }

    private static func images(_ pixels: [UInt8], labels: [UInt8]) -> LabelledImages {
        LabelledImages(
            width: NormalizedDigit.side, height: NormalizedDigit.side, pixels: pixels, labels: labels)
    }

    /// Whether there is nothing to learn from.
    public var isEmpty: Bool { digits.count + others.count == 0 }

    /// Of pixels and labels, wherever they came from.
    var digest: SHA256Digest {
        SHA256Digest(of: (digits.fileDigests + others.fileDigests).map(\.hexadecimal))
    }
}

extension LabelledImages {
    /// All of them so many times, one round after the other.
    func repeated(_ count: Int) -> LabelledImages {
        subset((0..<count).flatMap { _ in 0..<self.count })
    }
}
