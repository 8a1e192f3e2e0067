import ArgumentParser
import FoundationEssentials
import Neural

/// How many threads a command works with.
struct ThreadOptions: ParsableArguments {
    @Option(
        name: .customLong("threads"),
        help: ArgumentHelp(
            "Threads that work at the same time, 1 to 256; all cores by default.",
            discussion:
                "Any number gives the same weights. A training step uses eight at most, an evaluation all of them.",
            valueName: "count"))
    var count = ProcessInfo.processInfo.activeProcessorCount

    var team: Team { Team(threads: count) }

    func validate() throws {
        guard (1...256).contains(count) else {
            throw ValidationError("--threads is \(count), it must be in 1...256")
        }
    }
}
