import ArgumentParser
import CommandSupport
import FoundationEssentials
import MNISTData
import Training

/// `inkling-train bench`: times whole training steps.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Times whole training steps, as fit takes them: moved images, both passes, optimiser, average.",
        discussion: "On MNIST's training images where the data folder is there, else on drawn ones.")

    @OptionGroup var data: DataOptions
    @OptionGroup var hyperparameters: HyperparameterOptions

    @OptionGroup var threads: ThreadOptions

    @Option(help: "Steps that are timed.")
    var steps = 50

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...100_000).contains(steps) else {
            throw ValidationError("--steps is \(steps), it must be in 1...100000")
        }
    }

    func run() throws {
        let recipe = try hyperparameters.effectiveRecipe()
        let images =
            FileManager.default.fileExists(atPath: data.folder)
            ? try data.load().train : LabelledImages.synthetic(count: 10_000)
        let result = try TrainingBench(timing: recipe, on: images, threads: threads.count, steps: steps)
        if json {
            try Console.standardOutput.write(json: result)
        } else {
            try Console.standardOutput.print(
                """
                \(result.architecture): \(fixed(result.medianMillisecondsPerStep, 2)) ms a step of \
                \(result.batchSize), \(Int(result.imagesPerSecond)) images/s, an epoch in \
                \(fixed(result.epochSeconds, 1)) s (\(result.threads) threads)
                """)
        }
    }
}
