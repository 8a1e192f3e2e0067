import DigitModel
import Neural
import PenStrokes
import Testing

@testable import MNISTData
@testable import Training

struct OutlierRunTests {
    private static let images = LabelledImages.synthetic(count: 90)
    private static let dataset = MNISTDataset(
        train: images.subset(Array(0..<80)), test: images.subset(Array(80..<90)), digest: "segments")

    private static func recipe(share: Float) -> Recipe {
        var recipe = Recipe.small(batchSize: 10)
        recipe.validation = .count(20)
        recipe.outliers.share = share
        return recipe
    }

    private static func material(_ recipe: Recipe, threads: Int = 2) throws -> TrainingMaterial {
        try TrainingMaterial(recipe, dataset: dataset, team: Team(threads: threads))
    }

    @Test func `a recipe with a share has outliers for its images, another has none`() throws {
        let without = try Self.material(Self.recipe(share: 0))
        #expect(without.outliers == nil && without.validationOutliers.count == 0)
        let with = try Self.material(Self.recipe(share: 0.5))
        #expect(with.outliers?.count == 30)
        #expect(with.training == without.training && with.validation == without.validation)
        #expect(with.validationOutliers.labels == [UInt8](repeating: LabelledImages.noDigit, count: 10))
        let other = try Self.material(Self.recipe(share: 0.5), threads: 1)
        #expect(other.validationOutliers == with.validationOutliers)
    }

    @Test func `data without some digit, or of another size, has none to be made of`() throws {
        let some = MNISTDataset.drawings(train: 24)
        #expect(throws: TrainingError.outliersDoNotFit(size: "28x28")) {
            try TrainingMaterial(
                Self.recipe(share: 1).with { $0.validation = .count(10) }, dataset: some,
                team: Team(threads: 1))
        }
        let small = LabelledImages(
            width: 20, height: 20, pixels: [UInt8](repeating: 9, count: 80 * 400),
            labels: (0..<80).map { UInt8($0 % 10) })
        #expect(throws: TrainingError.outliersDoNotFit(size: "20x20")) {
            try TrainingMaterial(
                Self.recipe(share: 1), dataset: MNISTDataset(train: small, test: small, digest: "small"),
                team: Team(threads: 1))
        }
    }

    @Test func `every epoch draws other outliers, and the same ones again`() throws {
        let outliers = try #require(try Self.material(Self.recipe(share: 0.5)).outliers)
        let drawn = (0..<3).map { outliers.pixels(of: 4, epoch: $0) }
        #expect(Set(drawn).count == 3 && drawn[1] == outliers.pixels(of: 4, epoch: 1))
        #expect(outliers.pixels(of: 5, epoch: 1) != drawn[1])
        let digit = Array(Self.images.pixels.prefix(784))
        let reprints = (0..<400).map { outliers.reprint(of: digit, index: $0, epoch: 0) }
        #expect((70...130).contains(reprints.count { $0 != nil }), "a quarter of the digits")
        #expect(reprints.allSatisfy { $0.map { $0.count == 784 && $0 != digit } ?? true })
    }

    @Test func `a batch has outliers after the images' numbers, and no digit for their label`() throws {
        let material = try Self.material(Self.recipe(share: 0.5))
        let source = BatchSource(
            images: material.training, outliers: material.outliers, augmentation: .none, seed: 1,
            batchSize: 10)
        #expect(source.steps == 9)
        #expect(source.order(epoch: 0).sorted() == Array(0..<90))
        #expect((0..<60).allSatisfy { source.label(of: $0) == material.training.labels[$0] })
        #expect((60..<90).allSatisfy { source.label(of: $0) == LabelledImages.noDigit })
    }

    @Test func `a step counts digits right, and its gradients are those of both losses`() throws {
        let architecture = Architecture.mlpBase
        let labels = [3, Int(LabelledImages.noDigit), 7, Int(LabelledImages.noDigit)]
        let pixels = noise(count: 4 * 784)
        let (plain, exposure) = (
            CrossEntropy(labelSmoothing: 0.1), OutlierExposure(weight: 0.5, energyWeight: 2)
        )
        let network = Sequential(
            architecture.layers, input: Architecture.input,
            parameters: HeInitialization().parameters(for: architecture.layout, seed: 1), batchSize: 4,
            team: Team(threads: 2))
        network.inputs.copy(from: pixels)
        let result = TrainingStep(objective: .labels(plain), exposure: exposure).run(
            network, labels: labels, seed: 9)
        #expect(result.count == 4 && result.digits == 2 && (0...2).contains(result.correct))
        var sum = 0.0
        for (index, label) in labels.enumerated() {
            let logits = Array(network.logits.values[index * 10..<index * 10 + 10])
            var gradient = [Float](repeating: 0, count: 10)
            let loss = unsafe logits.withUnsafeBufferPointer { logits in
                unsafe gradient.withUnsafeMutableBufferPointer { gradient in
                    guard label != Int(LabelledImages.noDigit) else {
                        return unsafe exposure.loss(ofOutlier: logits, scale: 0.25, gradient: gradient)
                    }
                    let own = unsafe plain.loss(
                        logits: logits, label: label, weight: 0.25, gradient: gradient)
                    return unsafe own + exposure.loss(ofMember: logits, scale: 0.25, addingTo: gradient)
                }
            }
            sum += Double(loss)
            #expect(Array(network.logitGradients.values[index * 10..<index * 10 + 10]) == gradient)
        }
        #expect(abs(result.loss - sum) < 1e-5)
    }

    private func noise(count: Int) -> [Float] {
        var generator = SplitMix64(seed: 4)
        return (0..<count).map { _ in generator.normal() }
    }

    @Test func `a run with outliers has the same weights with any number of threads, and when it is resumed`()
        throws
    {
        let recipe = Self.recipe(share: 0.5)
        let whole = try Story(recipe, on: Self.dataset, in: try TemporaryFolder(), threads: 2)
        let weights = try #require(whole.finished).best.fingerprint
        let alone = try Story(recipe, on: Self.dataset, in: try TemporaryFolder(), threads: 1)
        #expect(try #require(alone.finished).best.fingerprint == weights)
        let folder = try TemporaryFolder()
        _ = try Story(recipe, on: Self.dataset, in: folder, stopAfter: 12)
        let resumed = try Story(recipe, on: Self.dataset, in: folder, resuming: true)
        #expect(try #require(resumed.finished).best.fingerprint == weights)
        let without = try Story(Self.recipe(share: 0), on: Self.dataset, in: try TemporaryFolder())
        #expect(try #require(without.finished).best.fingerprint != weights)
    }
}

extension Recipe {
    fileprivate func with(_ change: (inout Recipe) -> Void) -> Recipe {
        var copy = self
        change(&copy)
        return copy
    }
}
