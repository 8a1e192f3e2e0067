import ArgumentParser
import Feedback
import Logging

/// Whether what people say about answers is kept, and how much of it.
struct FeedbackOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A folder that keeps what people say an answer should have been. (default: nothing is kept)",
            discussion: """
                With it there is POST /feedback: {"image": "<base64 PNG>", "label": 0...9 or null where it is no \
                digit, "digit"?: what was answered}. Each is kept as a PNG file of its grey pixels and a line of \
                feedback.jsonl with the file's name, label, digit, the model's version and the day: no address, no \
                request id. The folder is made if there is none. inkling-train fit --extra learns from it.
                """,
            valueName: "dir"))
    var feedback: String?

    @Option(
        help: ArgumentHelp(
            "The bytes that the folder may hold, files that are there at the start included; beyond it 507. "
                + "(default: \(Self.defaultLimit))",
            valueName: "bytes"))
    var feedbackLimit: LimitBytes?

    private static let defaultLimit = LimitBytes(100 << 20)

    /// The folder; nil where none is named.
    ///
    /// - Throws: `SettingError`, or `FeedbackFolderError` where nothing can be written there.
    func folder(logger: Logger) throws -> FeedbackFolder? {
        let limit = try Setting.value(
            feedbackLimit, environment: "INKLING_FEEDBACK_LIMIT", default: Self.defaultLimit)
        guard let path = try Setting.value(feedback, environment: "INKLING_FEEDBACK") else {
            if feedbackLimit != nil { throw ValidationError("--feedback-limit needs --feedback: the folder") }
            return nil
        }
        return try FeedbackFolder(path, limit: limit.limit) { reason in
            logger.error("feedback could not be kept", metadata: ["error": "\(reason)"])
        }
    }
}
