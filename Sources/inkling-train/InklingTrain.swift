import ArgumentParser

/// `inkling-train`: makes and measures the weights that `inkling` serves.
@main
struct InklingTrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inkling-train",
        abstract: "Trains and evaluates networks that read handwritten digits.",
        subcommands: [Fit.self, Evaluate.self])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(error)
        }
    }
}
