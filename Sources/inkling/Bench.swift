import ArgumentParser
import CommandSupport
import DigitModel
import Dispatch
import FoundationEssentials
import Synchronization

/// `inkling bench`: times the forward pass alone.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times the forward pass alone, without pictures or sockets.",
        discussion: "A round runs one batch on each thread; the median is over the rounds of one second.")

    @OptionGroup var model: ModelOptions

    @Option(help: "Images that a thread runs as one batch in a round, 1 to 4096.")
    var batch = 1

    @Option(help: "Threads that work at the same time, 1 to 256.")
    var threads = 1

    @Option(parsing: .upToNextOption, help: "Time the reading of these PNG files instead, against libpng's.")
    var png: [String] = []

    @Flag(help: "Print one JSON object.")
    var json = false

    /// For the benchmarks, which compare them with the peers'.
    @Option(help: .hidden)
    var logits: String?

    func validate() throws {
        for (name, value, range) in [("--batch", batch, 1...4096), ("--threads", threads, 1...256)]
        where !range.contains(value) {
            throw ValidationError("\(name) is \(value), it must be in \(range)")
        }
    }

    private struct Result: Encodable {
        let microsecondsPerImage: Double
        let imagesPerSecond: Double
        let gflops: Double

        enum CodingKeys: String, CodingKey {
            case microsecondsPerImage = "median_us_per_image"
            case imagesPerSecond = "images_per_second"
            case gflops
        }
    }

    /// The golden input, moved a little, each time to another place.
    private static func picture(_ index: Int) -> [Float] {
        let (right, down) = (index % 7 - 3, index / 7 % 7 - 3)
        let places = 0..<28
        return places.flatMap { y in
            places.map { x in
                let (x, y) = (x - right, y - down)
                return places.contains(x) && places.contains(y) ? GoldenInput.pixels[y * 28 + x] : 0
            }
        }
    }

    func run() throws {
        guard png.isEmpty else { return try PNGBench(files: png, json: json).run() }
        let checkpoints = try model.checkpoints()
        guard let checkpoint = checkpoints.first, checkpoints.count == 1 else {
            throw ValidationError("bench times one network: give one --model, not \(checkpoints.count)")
        }
        let plan = InferencePlan(checkpoint)
        let batch = batch
        if let logits { return try Self.printLogits(ofPicturesIn: logits, by: plan, batch: batch) }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(1)
        var rounds: [Double] = []
        let workspaces = Mutex((0..<threads).map { _ in plan.makeWorkspace(images: batch) })
        let pixels = (0..<batch).flatMap(Self.picture)
        while rounds.count < 20 || clock.now < end {
            let start = clock.now
            DispatchQueue.concurrentPerform(iterations: threads) { _ in
                guard var workspace = workspaces.withLock({ $0.popLast() }) else { return }
                _ = plan.logits(of: pixels, images: batch, workspace: &workspace)
                workspaces.withLock { $0.append(workspace) }
            }
            rounds.append((clock.now - start) / .microseconds(1))
        }
        let median = rounds.sorted()[rounds.count / 2] / Double(batch * threads)
        let flops = 2 * Double(checkpoint.architecture.multiplyAdds)
        let result = Result(
            microsecondsPerImage: median, imagesPerSecond: 1e6 / median, gflops: flops / median / 1e3)
        if json {
            try Console.standardOutput.print(
                String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
        } else {
            try Console.standardOutput.print(
                """
                \(checkpoint.architecture.name): \(fixed(median, 1)) us an image, \
                \(Int(result.imagesPerSecond)) images/s, \(fixed(result.gflops, 1)) GFLOP/s \
                (batch \(batch), \(threads) threads)
                """)
        }
    }
}
