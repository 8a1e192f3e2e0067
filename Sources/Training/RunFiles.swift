/// The files of one run, all named after its output.
public struct RunFiles: Sendable {
    /// The best checkpoint by validation: what the run is for.
    public let best: String

    public init(output: String) {
        best = output
    }

    private var stem: String { Self.stem(of: best) }

    /// `path` without its ending, where it has that.
    public static func stem(of path: String, ending: String = ".safetensors") -> String {
        path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    }

    /// The checkpoint after the last epoch.
    public var last: String { stem + ".last.safetensors" }

    /// What `--resume` goes on from.
    public var state: String { stem + ".state.safetensors" }

    /// A row for each epoch.
    public var log: String { stem + ".csv" }

    /// What keeps two runs at one output apart, there only while a run goes on.
    var lock: String { stem + ".lock" }

    /// What a run writes itself.
    public var ofRun: [String] { [best, last, state, log] }

    /// The page about the run.
    public var report: String { stem + ".html" }

    /// The network's summary, beside a page about the run wherever that goes.
    public static func summary(beside report: String) -> String {
        stem(of: report, ending: ".html") + ".model_summary.txt"
    }
}
