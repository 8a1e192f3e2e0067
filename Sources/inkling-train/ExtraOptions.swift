import ArgumentParser
import MNISTData
import Training

/// Where pictures are that people said something about.
struct ExtraOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A folder of pictures to learn from beside the images; may be given several times. (default: none)",
            discussion: """
                What inkling serve --feedback keeps: PNG files, and feedback.jsonl with a line for each: {"file": \
                "name.png", "label": 0 to 9, or null for no digit}; other members are passed over. Pictures go the road \
                of served ones to 28x28; those of no digit are learnt from where --outlier-share is above 0. None is \
                chosen by.
                """,
            valueName: "dir"))
    var extra: [String] = []

    /// Reads the pictures.
    ///
    /// - Throws: `UnreadableFile`, `FeedbackLineError`.
    func load() throws -> ExtraPictures { try ExtraPictures(folders: extra) }
}

extension ExtraPictures {
    /// What a run of this recipe makes of them, for a person; empty where there are none.
    func summary(for recipe: Recipe) -> String {
        guard !isEmpty || blankCount > 0 else { return "" }
        let learnsOthers = recipe.outliers.share > 0
        var parts = ["\(digits.count) of a digit"]
        if others.count > 0 {
            parts.append(
                "\(others.count) of none" + (learnsOthers ? "" : " left out, for want of --outlier-share"))
        }
        if blankCount > 0 { parts.append("\(blankCount) without ink left out") }
        return "extra pictures: \(parts.joined(separator: ", ")); each \(recipe.extra.copies) times\n"
    }
}
