import ArgumentParser
import FoundationEssentials
import PenStrokes
import Training

/// Where the pen strokes are.
struct StrokeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder with digits that people wrote with a pen, for recipes with --pen-copies and for evaluate --suite.",
            discussion: """
                pendigits-orig.tra of UCI's "Pen-Based Recognition of Handwritten Digits" \
                (https://archive.ics.uci.edu/dataset/81, fetched as pendigits-orig.tra.Z and unpacked by gzip -d), or \
                the same as JSON, pendigits-train.json: a list of {"label", "writer", "strokes": [[[x, y], ...], \
                ...]}, y pointing down. Every third of the writers is kept apart to choose by. Environment: \
                INKLING_STROKES.
                """, valueName: "dir"))
    var strokes: String?

    /// The folder that was named, if one was.
    var folder: String? { strokes ?? ProcessInfo.processInfo.environment["INKLING_STROKES"] }

    /// Reads the digits.
    ///
    /// - Throws: `PenStrokeError`, `UnreadableFile`, or `TrainingError.noStrokes` where no folder was named.
    func load() throws -> [PenDigit] {
        guard let folder else { throw TrainingError.noStrokes }
        return try PenDigit.load(from: folder)
    }

    /// Reads what a recipe asks for.
    ///
    /// - Throws: as `load()`, where it asks for any.
    func load(for recipe: Recipe) throws -> [PenDigit] {
        recipe.penStrokes.copies > 0 ? try load() : []
    }
}
