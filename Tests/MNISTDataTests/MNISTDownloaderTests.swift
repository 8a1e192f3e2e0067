import Foundation
import Testing

@testable import MNISTData

/// The four files of a small data set, as a mirror has them.
private let contents: [MNISTFile: [UInt8]] = [
    .trainImages: imageFile(count: 100), .trainLabels: labelFile(count: 100),
    .testImages: imageFile(count: 50), .testLabels: labelFile(count: 50),
]

private func published(_ file: MNISTFile) -> PublishedContent {
    var hasher = SHA256Digest.Hasher()
    let content = contents[file] ?? []
    hasher.update(content)
    return PublishedContent(size: content.count, digest: hasher.finish().hexadecimal)
}

private func name(_ file: MNISTFile) -> String { file.name + ".gz" }
private let allNames = MNISTFile.allCases.map(name).sorted()
private let first = MNISTFile.trainImages
private let firstFile = gzip(contents[first] ?? [])

/// A mirror's answers: the four files under `folder`, but for the exceptions.
private func mirror(
    _ folder: String, except exceptions: [MNISTFile: LocalServer.Answer] = [:]
) -> [String: LocalServer.Answer] {
    let pairs = contents.map { file, content in
        (folder + name(file), exceptions[file] ?? .body(gzip(content)))
    }
    return Dictionary(uniqueKeysWithValues: pairs)
}

private func downloader(_ mirrors: [String], idleTimeout: Duration = .seconds(20)) -> MNISTDownloader {
    MNISTDownloader(mirrors: mirrors, idleTimeout: idleTimeout, published: published)
}

@Suite(.timeLimit(.minutes(1))) struct MNISTDownloaderTests {
    @Test func `all four files arrive, load, and are not fetched twice`() async throws {
        let server = try LocalServer(mirror("/m/"))
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let target = folder.path + "/new/deep"
        let downloader = downloader([server.url("/m")])
        try await downloader.fetchMissing(into: target) { _ in }
        #expect(try FileManager.default.contentsOfDirectory(atPath: target).sorted() == allNames)
        #expect(try MNISTDataset.load(from: target).train.count == 100)
        try await downloader.fetchMissing(into: target) { _ in }
        #expect(server.requests.count == 4)
        #expect(server.requests.allSatisfy { $0.lowercased().contains("accept-encoding: identity\r\n") })
    }

    @Test func `only what is missing is fetched, whatever the name of what is there`() async throws {
        let server = try LocalServer(mirror("/m/"))
        defer { server.stop() }
        let folder = try TemporaryFolder()
        try folder.write(contents[.trainImages] ?? [], to: "train-images.idx3-ubyte")
        try folder.write(gzip(contents[.testLabels] ?? []), to: "t10k-labels-idx1-ubyte.gz")
        try await downloader([server.url("/m/")]).fetchMissing(into: folder.path) { _ in }
        #expect(server.requests.count == 2)
        #expect(try MNISTDataset.load(from: folder.path).test.count == 50)
    }

    @Test(arguments: [false, true])
    func `nothing is fetched beside files of another set`(_ isCompressed: Bool) async throws {
        let server = try LocalServer(mirror("/m/"))
        defer { server.stop() }
        let folder = try TemporaryFolder()
        try folder.write(contents[.trainImages] ?? [], to: "train-images-idx3-ubyte")
        let other = labelFile(count: 99)
        let name = "train-labels-idx1-ubyte" + (isCompressed ? ".gz" : "")
        try folder.write(isCompressed ? gzip(other) : other, to: name)
        let error = IDXError.notAsPublished(
            file: folder.path + "/" + name, missing: "t10k-images-idx3-ubyte")
        await #expect(throws: error) {
            try await downloader([server.url("/m/")]).fetchMissing(.test, into: folder.path) { _ in }
        }
        #expect(server.requests.isEmpty)
        // Where nothing is missing, it is nobody's business what the files are.
        try await downloader([server.url("/m/")]).fetchMissing(.train, into: folder.path) { _ in }
    }

    @Test func `progress grows to the announced size, file by file`() async throws {
        let server = try LocalServer(mirror("/m/"))
        defer { server.stop() }
        let folder = try TemporaryFolder()
        var reports: [DownloadProgress] = []
        try await downloader([server.url("/m/")]).fetchMissing(into: folder.path) { reports.append($0) }
        #expect(Set(reports.map(\.file)) == Set(allNames))
        for (number, file) in MNISTFile.allCases.enumerated() {
            let ofFile = reports.filter { $0.file == name(file) }
            let size = gzip(contents[file] ?? []).count
            #expect(ofFile.allSatisfy { $0.bytesTotal == size && $0.fileCount == 4 })
            #expect(ofFile.allSatisfy { $0.fileNumber == number + 1 && $0.mirror == server.url("/m/") })
            #expect(ofFile.map(\.bytesReceived) == ofFile.map(\.bytesReceived).sorted())
            #expect(ofFile.first?.bytesReceived == 0 && ofFile.last?.bytesReceived == size)
        }
    }

    @Test func `a body without a length is read to its end`() async throws {
        let server = try LocalServer(mirror("/m/", except: [first: .unannounced(firstFile)]))
        defer { server.stop() }
        let folder = try TemporaryFolder()
        var totals: Set<Int?> = []
        try await downloader([server.url("/m/")]).fetchMissing(into: folder.path) {
            if $0.file == name(first) { totals.insert($0.bytesTotal) }
        }
        #expect(totals == [nil])
        #expect(try folder.names() == allNames)
    }

    @Test func `a mirror that lacks a file gives way to the next, which is then asked first`() async throws {
        let server = try LocalServer(mirror("/good/"))
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let mirrors = [server.url("/gone/"), server.url("/good/")]
        try await downloader(mirrors).fetchMissing(into: folder.path) { _ in }
        #expect(try folder.names() == allNames)
        #expect(server.requests.filter { $0.hasPrefix("GET /gone/") }.count == 1)
    }

    /// What a bad mirror sends for the first file, and what is to be said of it.
    static let failures: [(LocalServer.Answer, MirrorFailure.Reason)] = [
        (.status(404), .status(404)),
        (.status(503), .status(503)),
        (.body(gzip(Array("not MNIST".utf8))), wrongDigest(Array("not MNIST".utf8))),
        (.body(gzip((contents[first] ?? []).dropLast())), wrongDigest((contents[first] ?? []).dropLast())),
        (.body(Array("<html>".utf8)), .damaged(.notGzip(file: name(first)))),
        (.body([]), .damaged(.truncated(file: name(first)))),
        (.unannounced(firstFile.dropLast(1000)), .damaged(.truncated(file: name(first)))),
        (.body(firstFile + [0]), .damaged(.trailingGarbage(file: name(first)))),
        (
            .body(gzip((contents[first] ?? []) + [0])),
            .damaged(.tooLarge(file: name(first), limit: contents[first]?.count ?? 0))
        ),
        (.cut(firstFile.dropLast(1000), announced: firstFile.count), cutConnection),
        (.cut([], announced: firstFile.count), cutConnection),
        (.cut(firstFile, announced: 1 << 30), .tooLarge(limit: limit)),
        (.unannounced((0...limit / 23).flatMap { _ in gzip([]) }), .tooLarge(limit: limit)),
    ]
    private static let limit = (contents[first]?.count ?? 0) * 1001 / 1000 + 1024
    private static let cutConnection = MirrorFailure.Reason.connection("libcurl's words")
    private static func wrongDigest(_ content: [UInt8]) -> MirrorFailure.Reason {
        var hasher = SHA256Digest.Hasher()
        hasher.update(content)
        return .wrongDigest(expected: published(first).digest, actual: hasher.finish().hexadecimal)
    }

    @Test(arguments: failures)
    func `a bad answer is told by its kind, leaves nothing behind, and the next mirror serves`(
        _ answer: LocalServer.Answer, _ reason: MirrorFailure.Reason
    ) async throws {
        let server = try LocalServer(
            mirror("/good/").merging(mirror("/bad/", except: [first: answer])) { good, _ in good })
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let bad = server.url("/bad/")
        let error = await #expect(throws: DownloadError.self) {
            try await downloader([bad]).fetchMissing(into: folder.path) { _ in }
        }
        guard case .allMirrorsFailed(name(first), let failures) = error, failures.count == 1 else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(failures[0].url == bad + name(first))
        // The words for a broken connection are libcurl's and change with its version.
        if case .connection(let words) = failures[0].reason, reason == Self.cutConnection {
            #expect(!words.isEmpty)
        } else {
            #expect(failures[0].reason == reason)
        }
        #expect(try folder.names() == [])
        try await downloader([bad, server.url("/good/")]).fetchMissing(into: folder.path) { _ in }
        #expect(try folder.names() == allNames)
    }

    @Test func `when all mirrors fail, the error says what each one said`() async throws {
        let server = try LocalServer([:])
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let mirrors = [server.url("/a/"), "file:///etc/", "no address", server.url("/b/")]
        let expected = DownloadError.allMirrorsFailed(
            file: name(first),
            failures: zip(mirrors, [.status(404), .badAddress, .badAddress, .status(404)]).map {
                MirrorFailure(url: $0 + ($0.hasSuffix("/") ? "" : "/") + name(first), reason: $1)
            })
        await #expect(throws: expected) {
            try await downloader(mirrors).fetchMissing(into: folder.path) { _ in }
        }
        for mirror in mirrors { #expect(expected.description.contains("\n  \(mirror)")) }
        #expect(try folder.names() == [])
    }

    @Test(arguments: [LocalServer.Answer.silence, .deafness])
    func `a mirror that falls silent is given up`(_ answer: LocalServer.Answer) async throws {
        let server = try LocalServer(
            mirror("/good/").merging(mirror("/mute/", except: [first: answer])) { good, _ in good })
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let mirrors = [server.url("/mute/"), server.url("/good/")]
        try await downloader(mirrors, idleTimeout: .seconds(1)).fetchMissing(into: folder.path) { _ in }
        #expect(try folder.names() == allNames)
    }

    @Test func `a mirror where no one listens is a failed connection`() async throws {
        let server = try LocalServer([:])
        server.stop()
        let folder = try TemporaryFolder()
        let error = await #expect(throws: DownloadError.self) {
            try await downloader([server.url("/")]).fetchMissing(into: folder.path) { _ in }
        }
        guard case .allMirrorsFailed(_, let failures) = error, case .connection = failures.first?.reason
        else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(failures.count == 1)
    }

    @Test func `cancelling ends the download and leaves nothing behind`() async throws {
        let server = try LocalServer(mirror("/mute/", except: [first: .silence]))
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let path = folder.path
        let download = Task {
            try await downloader([server.url("/mute/")]).fetchMissing(into: path) { _ in
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            }
        }
        await #expect(throws: CancellationError.self) { try await download.value }
        #expect(try folder.names() == [])
    }

    @Test func `a folder that cannot be made is told by name`() async throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "file")
        let path = folder.path + "/file/data"
        let error = await #expect(throws: DownloadError.self) {
            try await downloader(["http://127.0.0.1:1/"]).fetchMissing(into: path) { _ in }
        }
        guard case .unwritable(path, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func `a folder that cannot be written is told, and no mirror is asked`() async throws {
        // /proc can be written by no one, not even by root, as whom containers run their tests.
        let server = try LocalServer(mirror("/m/"))
        defer { server.stop() }
        let error = await #expect(throws: DownloadError.self) {
            try await downloader([server.url("/m/")]).fetchMissing(into: "/proc/self") { _ in }
        }
        guard case .unwritable(let path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path.hasPrefix("/proc/self/"))
        #expect(server.requests.isEmpty)
    }
}
