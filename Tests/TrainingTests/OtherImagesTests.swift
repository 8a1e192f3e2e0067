import DigitModel
import Neural
import Testing

@testable import MNISTData
@testable import Training

/// Bars that lie (0) and stand (1), in images of another size than MNIST's.
private func bars(count: Int, height: Int, width: Int) -> LabelledImages {
    var generator = SplitMix64(seed: 4)
    var pixels: [UInt8] = []
    let labels = (0..<count).map { UInt8($0 % 2) }
    for label in labels {
        let place = 4 + Int(generator.next(upperBound: UInt64((label == 0 ? height : width) - 8)))
        for y in 0..<height {
            for x in 0..<width { pixels.append(abs((label == 0 ? y : x) - place) < 2 ? 255 : 0) }
        }
    }
    return LabelledImages(width: width, height: height, pixels: pixels, labels: labels)
}

private func dataset(_ height: Int, _ width: Int) -> MNISTDataset {
    let images = bars(count: 62, height: height, width: width)
    return MNISTDataset(
        train: images.subset(Array(0..<50)), test: images.subset(Array(50..<62)),
        digest: "bars \(height) \(width)", classNames: PublicDataset.fashion.classNames)
}

struct OtherImagesTests {
    private func recipe(_ architecture: Architecture, epochs: Int) -> Recipe {
        var recipe = Recipe.small(epochs: epochs)
        recipe.architecture = architecture.name
        return recipe
    }

    @Test(arguments: [Architecture.cnnAdaptive, .inklingTiny, .mlpBase])
    func `a run on 24x36 images learns, goes on where it stopped, and names size and classes`(
        _ architecture: Architecture
    ) throws {
        let folder = try TemporaryFolder()
        let (recipe, dataset) = (recipe(architecture, epochs: 3), dataset(24, 36))
        _ = try Story(recipe, on: dataset, in: folder, stopAfter: 12)
        let story = try Story(recipe, on: dataset, in: folder, resuming: true)
        let (best, test) = try #require(story.finished)
        #expect(test.accuracy >= 0.9)
        #expect(best.architecture.input == Shape(height: 24, width: 36, channels: 1))
        #expect(best.metadata.classLabels == PublicDataset.fashion.classNames)
        try best.architecture.check(dataset.test)
        let error = TrainingError.otherImageSize(expected: "24x36", actual: "28x28")
        #expect(throws: error) { try best.architecture.check(MNISTDataset.drawings(train: 12).test) }
        #expect(error.isBadInput)
    }

    @Test func `images too small for a network are said`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: TrainingError.imagesTooSmall(size: "10x12", architecture: "cnn-small")) {
            try Story(recipe(.cnnSmall, epochs: 1), on: dataset(10, 12), in: folder)
        }
    }
}

struct SubmissionTests {
    @Test func `images are counted from 1, one line each`() {
        #expect(Submission(labels: [7, 0, 9]).text == "ImageId,Label\n1,7\n2,0\n3,9\n")
    }

    @Test func `the answers are those that are evaluated`() throws {
        let dataset = MNISTDataset.drawings(train: 34, test: 30)
        let story = try Story(.small(epochs: 2), on: dataset, in: try TemporaryFolder())
        let (best, test) = try #require(story.finished)
        let submission = Submission(best, on: dataset.test, team: Team(threads: 2))
        let right = zip(submission.labels, dataset.test.labels).count { $0 == Int($1) }
        #expect(Double(right) / 30 == test.accuracy)
    }
}
