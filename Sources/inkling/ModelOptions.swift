import ArgumentParser
import DigitModel

/// Which checkpoints answer.
struct ModelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The checkpoint; given several times, an ensemble answers: the (geometric) mean of their probabilities.",
            discussion: """
                Environment: INKLING_MODEL, several paths separated by colons. Default: Models/inkling.safetensors.
                """,
            valueName: "file"))
    var model: [String] = []

    func checkpoints() throws -> [Checkpoint] {
        let paths = try Setting.value(
            model.isEmpty ? nil : PathList(paths: model), environment: "INKLING_MODEL",
            default: PathList(paths: ["Models/inkling.safetensors"]))
        return try zip(paths.paths, Checkpoint.members(paths: paths.paths)).map { path, checkpoint in
            try checkpoint.forPictures(path: path)
        }
    }
}

/// Files in a row, as an environment variable has them: separated by colons, as in PATH, and none of them empty.
private struct PathList: LosslessStringConvertible {
    let paths: [String]

    init(paths: [String]) {
        self.paths = paths
    }

    init?(_ description: String) {
        paths = description.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if paths.contains("") { return nil }
    }

    var description: String { paths.joined(separator: ":") }
}
