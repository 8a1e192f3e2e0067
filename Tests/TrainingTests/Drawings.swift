import Foundation
import Neural

@testable import DigitModel
@testable import MNISTData
@testable import Training

/// Bars that lie (0), stand (1) and cross (2), drawn at random places: data that a network learns in a few steps.
func drawings(count: Int, seed: UInt64) -> LabelledImages {
    var generator = SplitMix64(seed: seed)
    var pixels: [UInt8] = []
    let labels = (0..<count).map { UInt8($0 % 3) }
    for label in labels {
        let (row, column) = (
            Int.random(in: 8...19, using: &generator), Int.random(in: 8...19, using: &generator)
        )
        for y in 0..<28 {
            for x in 0..<28 {
                let lies = label != 1 && abs(y - row) < 2 && (4..<24).contains(x)
                let stands = label != 0 && abs(x - column) < 2 && (4..<24).contains(y)
                pixels.append(lies || stands ? UInt8.random(in: 200...255, using: &generator) : 0)
            }
        }
    }
    return LabelledImages(width: 28, height: 28, pixels: pixels, labels: labels)
}

extension MNISTDataset {
    /// A small set of drawings; its digest tells it from those of another seed.
    static func drawings(train: Int, test: Int = 12, seed: UInt64 = 1) -> MNISTDataset {
        let images = TrainingTests.drawings(count: train + test, seed: seed)
        return MNISTDataset(
            train: images.subset(Array(0..<train)), test: images.subset(Array(train..<train + test)),
            digest: "drawings \(train) \(test) \(seed)")
    }
}

extension Recipe {
    /// A run of a few steps of the smallest architecture.
    static func small(epochs: Int = 2, batchSize: Int = 4) -> Recipe {
        var recipe = Recipe()
        recipe.architecture = Architecture.inklingTiny.name
        recipe.epochs = epochs
        recipe.batchSize = batchSize
        recipe.optimizer.learningRate = 0.01
        recipe.averaging = .exponential(decay: 0.8)
        recipe.validation = .count(10)
        return recipe
    }
}

/// A folder of its own for one test, gone when the test is over.
final class TemporaryFolder {
    let path = NSTemporaryDirectory() + "training-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// A copy of another as it is now.
    init(copying other: TemporaryFolder) throws {
        try FileManager.default.copyItem(atPath: other.path, toPath: path)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("\(path) is left behind: \(error)")
        }
    }

    /// The names of the files in it, hidden ones too, sorted.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// Where a run writes.
    var output: String { path + "/run.safetensors" }

    func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path + "/" + name))
    }
}
