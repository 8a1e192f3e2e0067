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

    @Test(arguments: PublicDataset.allCases, MNISTFile.allCases)
    func `a published file is told from every other set's`(_ dataset: PublicDataset, _ file: MNISTFile) throws
    {
        let published = dataset.published(file)
        let digest = try digest(published.digest)
        let none = SHA256Digest(bytes: [UInt8](repeating: 0, count: 32))
        let digests =
            switch published.digested {
            case .content: FileDigests(content: digest, compressedFile: none)
            case .compressedFile: FileDigests(content: none, compressedFile: digest)
            }
        #expect(PublicDataset.holding(file, with: digests) == dataset)
        for other in MNISTFile.allCases where other != file {
            #expect(PublicDataset.holding(other, with: digests) == nil)
        }
        #expect(PublicDataset.holding(file, with: FileDigests(content: none, compressedFile: nil)) == nil)
    }

    private func digest(_ hexadecimal: String) throws -> SHA256Digest {
        let digits = hexadecimal.compactMap(\.hexDigitValue).map(UInt8.init)
        try #require(digits.count == 64)
        return SHA256Digest(bytes: (0..<32).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] })
    }

    @Test func `a file's digests are of its content and, where it is compressed, of itself`() throws {
        let folder = try TemporaryFolder()
        let (content, file) = (labelFile(count: 30), gzip(labelFile(count: 30)))
        try folder.write(content, to: "plain")
        try folder.write(file, to: "packed.gz")
        func digest(_ bytes: [UInt8]) -> SHA256Digest {
            var hasher = SHA256Digest.Hasher()
            hasher.update(bytes)
            return hasher.finish()
        }
        #expect(
            try MNISTFile.digests(of: folder.path + "/plain")
                == FileDigests(content: digest(content), compressedFile: nil))
        #expect(
            try MNISTFile.digests(of: folder.path + "/packed.gz")
                == FileDigests(content: digest(content), compressedFile: digest(file)))
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
