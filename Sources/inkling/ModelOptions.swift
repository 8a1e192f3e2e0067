import ArgumentParser
import DigitModel

/// Which checkpoint answers.
struct ModelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The checkpoint.",
            discussion: "Environment: INKLING_MODEL. Default: Models/inkling.safetensors.", valueName: "file")
    )
    var model: String?

    func classifier() throws -> Classifier {
        let path = try Setting.value(
            model, environment: "INKLING_MODEL", default: "Models/inkling.safetensors")
        return Classifier(try Checkpoint(path: path).forPictures(path: path))
    }
}
