import Feedback
import FoundationEssentials
import Neural
import Raster
import Testing

@testable import MNISTData
@testable import Training

struct ExtraPicturesTests {
    private static let dataset = MNISTDataset.drawings(train: 24, test: 3)

    /// A page with a bar on it, dark on light, as somebody may have drawn it.
    private static func page(width: Int, height: Int) -> PixelImage {
        let side = 60
        var luma = [UInt8](repeating: 255, count: side * side)
        for y in 10..<10 + height { for x in 20..<20 + width { luma[y * side + x] = 0 } }
        return PixelImage(width: side, height: side, luma: luma)
    }

    /// Two bars that are a 1, one that is no digit, and an empty page, kept as a server keeps them.
    private static func fill(_ folder: TemporaryFolder) throws -> [PixelImage] {
        let kept = try FeedbackFolder(folder.path, limit: 1 << 20)
        let bars = [page(width: 4, height: 40), page(width: 6, height: 33), page(width: 30, height: 30)]
        for (bar, label) in zip(bars, [1, 1, nil]) {
            _ = try kept.keep(bar, label: label, digit: 7, model: "m")
        }
        _ = try kept.keep(page(width: 0, height: 0), label: 3, digit: nil, model: "m")
        return bars
    }

    @Test func `go the road of a served picture, digits apart from what is none`() throws {
        let folder = try TemporaryFolder()
        let bars = try Self.fill(folder)
        let extra = try ExtraPictures(folders: [folder.path, folder.path])
        let pixels = try bars.map { try #require(DigitNormalizer().normalize($0)).image.pixels }
        #expect(extra.digits.labels == [1, 1, 1, 1])
        #expect(extra.digits.pixels == pixels[0] + pixels[1] + pixels[0] + pixels[1])
        #expect(extra.others.labels == [LabelledImages.noDigit, LabelledImages.noDigit])
        #expect(extra.others.pixels == pixels[2] + pixels[2])
        #expect(extra.blankCount == 2)
        #expect(!extra.isEmpty && ExtraPictures().isEmpty)
    }

    @Test func `stand behind the images, as often as the recipe says, and are not chosen by`() throws {
        let folder = try TemporaryFolder()
        _ = try Self.fill(folder)
        let extra = try ExtraPictures(folders: [folder.path])
        var recipe = Recipe.small()
        recipe.extra.copies = 3
        func material(_ extra: ExtraPictures) throws -> TrainingMaterial {
            try TrainingMaterial(recipe, dataset: Self.dataset, extra: extra, team: Team(threads: 1))
        }
        let (without, with) = (try material(ExtraPictures()), try material(extra))
        let count = without.training.count
        #expect(with.training.subset(Array(0..<count)) == without.training)
        #expect(Array(with.training.labels.dropFirst(count)) == [1, 1, 1, 1, 1, 1])
        #expect(with.training.subset([count, count + 1]) == extra.digits)
        #expect(with.training.subset([count + 4, count + 5]) == extra.digits)
        #expect(with.validation == without.validation)
        #expect((without.extraCount, with.extraCount) == (0, 2))
        #expect(with.digest != without.digest && without.digest == Self.dataset.digest)
    }

    @Test func `of no digit are learnt from where such are learnt from at all`() throws {
        let folder = try TemporaryFolder()
        _ = try Self.fill(folder)
        let extra = try ExtraPictures(folders: [folder.path])
        // Outliers are made of digits of every kind.
        let images = LabelledImages(
            width: 28, height: 28, pixels: [UInt8](repeating: 200, count: 60 * 784),
            labels: (0..<60).map { UInt8($0 % 10) })
        let dataset = MNISTDataset(train: images, test: images, digest: "grey")
        var recipe = Recipe.small()
        recipe.outliers.share = 0.1
        let material = try TrainingMaterial(recipe, dataset: dataset, extra: extra, team: Team(threads: 1))
        #expect(Array(material.training.labels.suffix(3)) == [1, 1, LabelledImages.noDigit])
        #expect(material.extraCount == 3)
        let source = BatchSource(
            images: material.training, outliers: material.outliers, augmentation: recipe.augmentation,
            seed: 1, batchSize: 4)
        #expect(source.label(of: material.training.count - 1) == LabelledImages.noDigit)
    }

    @Test func `are refused beside other data than digits`() throws {
        let folder = try TemporaryFolder()
        _ = try Self.fill(folder)
        let extra = try ExtraPictures(folders: [folder.path])
        func refuse(_ dataset: MNISTDataset, _ error: TrainingError) {
            #expect(throws: error) {
                try TrainingMaterial(.small(), dataset: dataset, extra: extra, team: Team(threads: 1))
            }
        }
        let train = Self.dataset.train
        let small = LabelledImages(width: 14, height: 56, pixels: train.pixels, labels: train.labels)
        refuse(MNISTDataset(train: small, test: small, digest: ""), .extraDoesNotFit(data: "images of 14x56"))
        refuse(
            MNISTDataset(train: train, test: train, digest: "", classNames: ["shirt", "shoe"]),
            .extraDoesNotFit(data: "the classes shirt, shoe"))
    }

    @Test func `have a digest of their own`() throws {
        let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
        _ = try Self.fill(one)
        let kept = try FeedbackFolder(other.path, limit: 1 << 20)
        _ = try kept.keep(Self.page(width: 4, height: 40), label: nil, digit: nil, model: "m")
        _ = try kept.keep(Self.page(width: 6, height: 33), label: 1, digit: nil, model: "m")
        let digests = try [[], [one.path], [other.path], [one.path, other.path], [one.path, one.path]].map {
            try ExtraPictures(folders: $0).digest.hexadecimal
        }
        #expect(Set(digests).count == 5)
    }

    @Test(arguments: [
        (#"{"file": "none.png", "label": 1}"#, "none.png cannot be read: there is no such file"),
        (#"{"file": "feedback.jsonl", "label": 1}"#, "feedback.jsonl: the image is not a PNG file"),
        (#"{"file": "a.png"}"#, #""label" is missing"#),
    ])
    func `that cannot be read are told by file and line`(_ line: String, _ reason: String) throws {
        let folder = try TemporaryFolder()
        _ = try Self.fill(folder)
        let list = "\(folder.path)/feedback.jsonl"
        let text = try String(contentsOfFile: list, encoding: .utf8) + "\n" + line
        try Data(text.utf8).write(to: URL(filePath: list))
        do {
            _ = try ExtraPictures(folders: [folder.path])
            Issue.record("it was read")
        } catch let error as FeedbackLineError {
            #expect((error.path, error.line) == (list, 6))
            #expect(error.reason == reason)
        }
    }
}
