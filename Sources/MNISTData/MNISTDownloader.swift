import Foundation

/// Fetches the files of a public data set that a folder lacks, from the first mirror that sends them whole.
public struct MNISTDownloader: Sendable {
    /// Folders on the web, `http://` or `https://`, tried in this order.
    public let mirrors: [String]
    /// How long a mirror may be silent before the next is tried.
    public let idleTimeout: Duration

    /// What is asked of each file's content.
    private let published: @Sendable (MNISTFile) -> PublishedContent

    /// Makes a downloader of a data set; nothing is fetched yet.
    public init(_ dataset: PublicDataset, idleTimeout: Duration = .seconds(30)) {
        self.init(mirrors: dataset.mirrors, idleTimeout: idleTimeout, published: dataset.published)
    }

    /// Makes a downloader that asks for content of the caller's own: tests have no internet.
    init(
        mirrors: [String], idleTimeout: Duration,
        published: @escaping @Sendable (MNISTFile) -> PublishedContent
    ) {
        self.mirrors = mirrors
        self.idleTimeout = idleTimeout
        self.published = published
    }

    /// Fetches each file of a part that is not in the folder under a customary name; makes the folder if there
    /// is none.
    ///
    /// A file appears under its name only when it has the SHA-256 that is published. Nothing is fetched into a folder
    /// of PNG files, or one with another collection's IDX files: what they lack, no mirror has.
    /// Beside files under customary names that are not this set's nothing is fetched either; that is an error.
    /// `progress` is called in the caller's isolation: when a mirror begins to answer, and as bytes arrive.
    ///
    /// - Throws: `DownloadError`, `CancellationError`, `GzipError.outOfMemory`, or what is wrong with the folder:
    ///   `IDXError`, `ImageFolderError`, `UnreadableFile`.
    public nonisolated(nonsending) func fetchMissing(
        _ part: MNISTPart = .whole, into directory: String, progress: (DownloadProgress) -> Void
    ) async throws {
        let missing = try part.files.filter { try $0.locate(in: directory) == nil }
        if try missing.isEmpty || MNISTFile.allCases.contains(where: { try $0.isForeign(in: directory) })
            || ImageFolder(directory) != nil
        {
            return
        }
        try checkPresent(in: directory, whichLacks: missing[0])
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw DownloadError.unwritable(path: directory, reason: error.localizedDescription)
        }
        var mirrors = mirrors
        for (index, file) in missing.enumerated() {
            let working = try await fetch(file, into: directory, from: mirrors) { mirror, received, total in
                progress(
                    DownloadProgress(
                        file: file.name + ".gz", mirror: mirror, bytesReceived: received,
                        bytesTotal: total, fileNumber: index + 1, fileCount: missing.count))
            }
            // The next file is asked first where this one was found, so that a dead mirror costs its timeout once.
            mirrors.swapAt(0, working)
        }
    }

    /// Looks that what is there already belongs to what is to come: two sets in one folder make nonsense.
    private func checkPresent(in directory: String, whichLacks missing: MNISTFile) throws {
        for file in MNISTFile.allCases {
            guard let path = try file.locate(in: directory) else { continue }
            guard published(file).isMet(by: try MNISTFile.digests(of: path)) else {
                throw IDXError.notAsPublished(file: path, missing: missing.name)
            }
        }
    }

    /// Fetches one file from the first of `mirrors` that has it, whose index is returned.
    private nonisolated(nonsending) func fetch(
        _ file: MNISTFile, into directory: String, from mirrors: [String],
        progress: (_ mirror: String, _ received: Int, _ total: Int?) -> Void
    ) async throws -> Int {
        var failures: [MirrorFailure] = []
        for (index, mirror) in mirrors.enumerated() {
            let url = mirror + (mirror.hasSuffix("/") ? "" : "/") + file.name + ".gz"
            do {
                try await fetch(file, into: directory, from: url) { progress(mirror, $0, $1) }
                return index
            } catch let reason as MirrorFailure.Reason {
                // A connection that was cancelled is no mirror's fault.
                try Task.checkCancellation()
                failures.append(MirrorFailure(url: url, reason: reason))
            }
        }
        throw DownloadError.allMirrorsFailed(file: file.name + ".gz", failures: failures)
    }

    /// Fetches one file from one address, checks it as it arrives, and puts it in place.
    ///
    /// - Throws: `MirrorFailure.Reason` where the mirror is to blame, else `DownloadError`.
    private nonisolated(nonsending) func fetch(
        _ file: MNISTFile, into directory: String, from address: String,
        progress: (_ received: Int, _ total: Int?) -> Void
    ) async throws {
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), url.host != nil
        else { throw MirrorFailure.Reason.badAddress }

        var partial = try PartialFile(for: file.name + ".gz", in: directory)
        let expected = published(file)
        var content = try VerifiedContent(expected, file: file.name + ".gz")
        var received = 0
        var announced: Int?
        // However it was compressed, the file is not larger than its content and a few bytes a block.
        let limit = expected.size + expected.size / 1000 + 1024
        for try await event in HTTPResponseStream.get(url, limit: limit, idleTimeout: idleTimeout) {
            switch event {
            case .head(let length):
                announced = length
            case .body(let piece):
                received += piece.count
                try content.append(piece)
                try partial.append(piece)
            }
            progress(received, announced)
        }
        try Task.checkCancellation()
        try content.finish()
        try partial.publish()
    }
}
