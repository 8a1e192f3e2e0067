import DigitModel
import Neural
import PenStrokes
import Testing

@testable import MNISTData
@testable import Training

struct TrainingMaterialTests {
    private static let dataset = MNISTDataset.drawings(train: 24, test: 3)

    /// Lines, crosses and hooks by six writers, of whom the third and the sixth are kept apart.
    private static let strokes = (0..<24).map { index in
        let digit = UInt8(index % 3)
        let shapes: [[[PenDrawing.Point]]] = [
            [[[0, 50], [100, Float(40 + index)]]], [[[50, 0], [50, 100]], [[0, 50], [100, 50]]],
            [[[0, 0], [80, Float(index)], [40, 100]]],
        ]
        return PenDigit(PenDrawing(strokes: shapes[Int(digit)]), digit: digit, writer: index / 4 + 1)
    }

    private func material(
        copies: Int, strokes: [PenDigit] = Self.strokes, seed: UInt64 = 1, threads: Int = 2
    ) throws -> TrainingMaterial {
        var recipe = Recipe.small()
        recipe.penStrokes.copies = copies
        recipe.seed = seed
        return try TrainingMaterial(
            recipe, dataset: Self.dataset, strokes: strokes, team: Team(threads: threads))
    }

    @Test func `a recipe without strokes takes the data set as it is, whatever strokes there are`() throws {
        let (split, train) = (Recipe.small().split(labels: Self.dataset.train.labels), Self.dataset.train)
        let material = try material(copies: 0)
        #expect(material.training == train.subset(split.training))
        #expect(material.validation == train.subset(split.validation))
        #expect(material.test == Self.dataset.test && material.digest == Self.dataset.digest)
    }

    @Test func `pictures follow the images: copies to learn from, one of the other writers to choose by`()
        throws
    {
        let (without, with) = (try material(copies: 0), try material(copies: 3))
        #expect(with.training.count == without.training.count + 3 * 16)
        #expect(with.validation.count == without.validation.count + 8)
        #expect(with.training.subset(Array(0..<without.training.count)) == without.training)
        #expect(with.validation.subset(Array(0..<without.validation.count)) == without.validation)
        let writers = WriterSplit(Self.strokes)
        #expect(
            Array(with.training.labels.dropFirst(without.training.count))
                == writers.training.flatMap { [UInt8](repeating: $0.digit, count: 3) })
        #expect(
            Array(with.validation.labels.dropFirst(without.validation.count))
                == writers.validation.map(\.digit))
        // No two pictures are alike, and there is ink in all.
        let pictures = (without.training.count..<with.training.count).map { index in
            Array(with.training.pixels[with.training.pixelRange(of: index)])
        }
        #expect(Set(pictures).count == pictures.count && pictures.allSatisfy { $0.max() == 255 })
    }

    @Test func `pictures depend on the seed, and on nothing else`() throws {
        let one = try material(copies: 2, threads: 1)
        for threads in [2, 5, 16] {
            let other = try material(copies: 2, threads: threads)
            #expect(other.training == one.training && other.validation == one.validation)
        }
        let more = try material(copies: 2, seed: 2)
        #expect(more.training != one.training && more.digest == one.digest)
    }

    @Test func `the digest tells strokes from others`() throws {
        var moved = Self.strokes
        moved[5] = PenDigit(
            moved[5].drawing.mapped { $0 + [0, 0.5] }, digit: moved[5].digit, writer: moved[5].writer)
        var relabelled = Self.strokes
        relabelled[5] = PenDigit(moved[5].drawing, digit: 0, writer: moved[5].writer)
        var joined = Self.strokes
        joined[1] = PenDigit(
            PenDrawing(strokes: [Array(joined[1].drawing.strokes.joined())]), digit: 1,
            writer: joined[1].writer)
        let all = [Self.strokes, moved, relabelled, joined, Self.strokes.dropLast(), Self.strokes.reversed()]
        let digests = try all.map { try material(copies: 1, strokes: Array($0)).digest }
        #expect(Set(digests + [Self.dataset.digest]).count == all.count + 1)
        #expect(digests.allSatisfy { $0.count == 64 })
    }

    @Test func `strokes that are asked for have to be there, and to be of the data's kind`() throws {
        #expect(throws: TrainingError.noStrokes) { try material(copies: 1, strokes: []) }
        var recipe = Recipe.small()
        recipe.penStrokes.copies = 1
        func refuse(_ dataset: MNISTDataset, _ error: TrainingError) {
            #expect(throws: error) {
                try TrainingMaterial(recipe, dataset: dataset, strokes: Self.strokes, team: Team(threads: 1))
            }
        }
        let small = LabelledImages(
            width: 14, height: 56, pixels: Self.dataset.train.pixels, labels: Self.dataset.train.labels)
        refuse(
            MNISTDataset(train: small, test: small, digest: ""), .strokesDoNotFit(data: "images of 14x56"))
        refuse(
            MNISTDataset(
                train: Self.dataset.train, test: Self.dataset.test, digest: "", classNames: ["shirt", "shoe"]),
            .strokesDoNotFit(data: "the classes shirt, shoe"))
    }

    @Test func `a run learns from strokes, and goes on only with the same`() throws {
        var recipe = Recipe.small(epochs: 2)
        recipe.penStrokes.copies = 2
        func run(_ folder: TemporaryFolder, _ strokes: [PenDigit], stop: Int = .max, resuming: Bool = false)
            throws -> Story
        {
            try Story(
                recipe, on: Self.dataset, strokes: strokes, in: folder, stopAfter: stop, resuming: resuming)
        }
        let (whole, stopped) = (try TemporaryFolder(), try TemporaryFolder())
        let story = try run(whole, Self.strokes)
        // 14 images and 2 x 16 pictures, 4 in a step.
        #expect(story.steps.count == 2 * 11)
        let notes = try #require(story.finished).best.metadata.notes
        #expect(notes["train_images"] == "46" && notes["validation_images"] == "18")
        #expect(notes["data_digest"] == (try material(copies: 2).digest))
        _ = try run(stopped, Self.strokes, stop: 13)
        let error = TrainingError.otherData(path: story.files.state.replacing(whole.path, with: stopped.path))
        #expect(throws: error) { try run(stopped, Self.strokes.reversed(), resuming: true) }
        _ = try run(stopped, Self.strokes, resuming: true)
        #expect(try whole.bytes("run.safetensors") == stopped.bytes("run.safetensors"))
    }
}
