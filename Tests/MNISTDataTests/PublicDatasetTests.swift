import Testing

@testable import MNISTData

@Suite(.timeLimit(.minutes(1))) struct PublicDatasetTests {
    @Test(arguments: PublicDataset.allCases)
    func `every set has mirrors, ten classes and four digests`(_ dataset: PublicDataset) {
        #expect(dataset.mirrors.count >= 2 && dataset.mirrors.allSatisfy { $0.hasSuffix("/") })
        #expect(Set(dataset.classNames).count == 10)
        let digests = MNISTFile.allCases.map { dataset.published($0).digest }
        #expect(Set(digests).count == 4)
        #expect(digests.allSatisfy { $0.count == 64 && $0.allSatisfy(\.isHexDigit) })
    }

    /// A mirror whose files are known by the digests of their compressed bytes, as Fashion-MNIST's are.
    private func downloader(_ mirror: String, of file: [UInt8], size: Int) -> MNISTDownloader {
        var hasher = SHA256Digest.Hasher()
        hasher.update(file)
        let digest = hasher.finish().hexadecimal
        return MNISTDownloader(mirrors: [mirror], idleTimeout: .seconds(20)) { _ in
            PublishedContent(size: size, digest: digest, digested: .compressedFile)
        }
    }

    @Test func `a digest of the compressed file is compared with the compressed file`() async throws {
        let content = labelFile(count: 30)
        let file = gzip(content)
        // The same content compressed otherwise: in two members.
        let other = gzip(Array(content.prefix(10))) + gzip(Array(content.dropFirst(10)))
        let names = ["/train-images-idx3-ubyte.gz", "/train-labels-idx1-ubyte.gz"]
        let server = try LocalServer(
            Dictionary(
                uniqueKeysWithValues: names.map { ("/good" + $0, .body(file)) }
                    + names.map { ("/bad" + $0, .body(other)) }))
        defer { server.stop() }

        let folder = try TemporaryFolder()
        try await downloader(server.url("/good/"), of: file, size: content.count)
            .fetchMissing(.train, into: folder.path) { _ in }
        #expect(try folder.names() == names.map { String($0.dropFirst()) })

        let empty = try TemporaryFolder()
        let error = await #expect(throws: DownloadError.self) {
            try await downloader(server.url("/bad/"), of: file, size: content.count)
                .fetchMissing(.train, into: empty.path) { _ in }
        }
        guard case .allMirrorsFailed(_, let failures) = error, case .wrongDigest = failures.first?.reason
        else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try empty.names() == [])
    }
}
