import ArgumentParser
import Training

/// `inkling-train distill`: trains a network on the answers of others.
struct Distill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains a student on the answers of trained networks, and writes its checkpoint.",
        usage: "inkling-train distill --teacher <file> ... [<options>]",
        discussion: """
            Like fit in everything, but it asks for a teacher at least. Teachers see the very images that the \
            student sees, moved as they are; the loss is (1 - share) of the cross-entropy with the labels, plus share \
            times temperature squared of the divergence between the mean of the teachers' probabilities and the \
            student's, both softened by the temperature.
            """)

    @OptionGroup var fit: Fit

    func run() async throws {
        guard try fit.hyperparameters.effectiveRecipe().distillation != nil else {
            throw ValidationError(
                "nobody to learn from: name a --teacher, or a --recipe that has distillation.teachers")
        }
        try await fit.run()
    }
}
