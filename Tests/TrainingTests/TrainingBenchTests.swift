import DigitModel
import Foundation
import MNISTData
import Testing

@testable import Training

struct TrainingBenchTests {
    @Test func `it says how long a step takes, and what follows from that`() throws {
        var recipe = Recipe.small()
        recipe.architecture = Architecture.cnnSmall.name
        let result = try TrainingBench(
            timing: recipe, on: .synthetic(count: 9), threads: 2, steps: 3)
        #expect(result.architecture == "cnn-small" && result.batchSize == 4 && result.threads == 2)
        #expect(result.medianMillisecondsPerStep > 0)
        #expect(abs(result.imagesPerSecond * result.medianMillisecondsPerStep / 4000 - 1) < 1e-9)
        #expect(abs(result.epochSeconds * result.imagesPerSecond / 60_000 - 1) < 1e-9)
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(result))
        let keys = try #require(json as? [String: Any]).keys.sorted()
        #expect(
            keys == [
                "architecture", "batch_size", "epoch_seconds", "images_per_second", "median_ms_per_step",
                "threads",
            ])
    }

    @Test func `what a run would refuse is refused`() {
        var recipe = Recipe.small(batchSize: 8)
        #expect(throws: TrainingError.tooFewImages(7, needed: 8)) {
            try TrainingBench(timing: recipe, on: .synthetic(count: 7), threads: 1, steps: 1)
        }
        recipe.architecture = "huge"
        let names = Architecture.all.map(\.name).joined(separator: ", ")
        #expect(
            throws: TrainingError.badOption(
                name: "architecture", value: "\"huge\"", needs: "one of \(names)")
        ) {
            try TrainingBench(timing: recipe, on: .synthetic(count: 8), threads: 1, steps: 1)
        }
    }
}
