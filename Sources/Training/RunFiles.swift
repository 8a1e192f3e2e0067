/// The files of one run, all named after its output.
public struct RunFiles: Sendable {
    /// The best checkpoint by validation: what the run is for.
    public let best: String

    public init(output: String) {
        best = output
    }

    private var stem: String {
        best.hasSuffix(".safetensors") ? String(best.dropLast(".safetensors".count)) : best
    }

    /// The checkpoint after the last epoch.
    public var last: String { stem + ".last.safetensors" }

    /// What `--resume` goes on from.
    public var state: String { stem + ".state.safetensors" }

    /// A row for each epoch.
    public var log: String { stem + ".csv" }

    /// The page about the run.
    public var report: String { stem + ".html" }
}
