import Testing

@testable import MNISTData

/// IDX files of another size than MNIST's, all alike.
private func imageFile(count: Int, height: Int, width: Int) -> [UInt8] {
    idx(
        dimensions: [count, height, width],
        elements: (0..<count * height * width).map { UInt8(truncatingIfNeeded: $0) })
}

private func write(_ names: [String: [UInt8]]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, bytes) in names { try folder.write(bytes, to: name) }
    return folder
}

@Suite struct OtherFilesTests {
    static let collections: [[String]] = [
        [
            "emnist-digits-train-images-idx3-ubyte", "emnist-digits-train-labels-idx1-ubyte",
            "emnist-digits-test-images-idx3-ubyte", "emnist-digits-test-labels-idx1-ubyte",
        ],
        ["Train_Images.idx3", "Train_Labels.idx1", "Test_Images.idx3", "Test_Labels.idx1"],
        ["my-train-images-ubyte", "my-train-labels-ubyte", "my-t10k-images-ubyte", "my-t10k-labels-ubyte"],
    ]

    @Test(arguments: collections, [false, true])
    func `another collection's names are recognised, and any size of image`(
        _ names: [String], _ isCompressed: Bool
    ) throws {
        let contents = [
            imageFile(count: 20, height: 5, width: 7), labelFile(count: 20),
            imageFile(count: 10, height: 5, width: 7), labelFile(count: 10),
        ]
        let folder = try TemporaryFolder()
        for (name, content) in zip(names, contents) {
            try folder.write(isCompressed ? gzip(content) : content, to: name + (isCompressed ? ".gz" : ""))
        }
        try folder.write([1], to: "train-images.txt")
        try folder.write([1], to: ".train-images-idx3-ubyte.gz.part")
        let dataset = try MNISTDataset.load(from: folder.path)
        #expect(dataset.train.count == 20 && dataset.test.count == 10)
        #expect(dataset.train.height == 5 && dataset.train.width == 7)
        #expect(dataset.train.pixels == Array(contents[0].dropFirst(16)))
        #expect(dataset.test.labels == Array(contents[3].dropFirst(8)))
        #expect(dataset.classNames == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
    }

    @Test func `a set with rows and columns exchanged has the digest of files that hold it so`() throws {
        func set(_ height: Int, _ width: Int, _ pixels: [UInt8]) throws -> MNISTDataset {
            let images = idx(dimensions: [10, height, width], elements: pixels)
            let folder = try write([
                "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": labelFile(count: 10),
                "t10k-images-idx3-ubyte": images, "t10k-labels-idx1-ubyte": labelFile(count: 10),
            ])
            return try MNISTDataset.load(from: folder.path)
        }
        let upright = try set(2, 3, (0..<60).map { UInt8($0) })
        let lying = try set(3, 2, upright.train.transposed().pixels)
        #expect(lying.digest != upright.digest)
        #expect(lying.transposed().digest == upright.digest && lying.transposed().test == upright.test)
    }

    @Test func `a file beside its gz is one file, and is preferred`() throws {
        let folder = try write([
            "a-test-images-idx3-ubyte": imageFile(count: 10), "a-test-images-idx3-ubyte.gz": [1, 2, 3],
            "a-test-labels-idx1-ubyte": labelFile(count: 10),
        ])
        #expect(try MNISTDataset.loadTest(from: folder.path).count == 10)
    }

    @Test func `two collections in one folder are told by name`() throws {
        let folder = try write([
            "emnist-digits-test-labels-idx1-ubyte.gz": [], "emnist-mnist-test-labels-idx1-ubyte.gz": [],
        ])
        let error = IDXError.ambiguous(
            directory: folder.path, name: "t10k-labels-idx1-ubyte",
            found: [
                "emnist-digits-test-labels-idx1-ubyte.gz", "emnist-mnist-test-labels-idx1-ubyte.gz",
            ])
        #expect(throws: error) { try MNISTDataset.loadTest(from: folder.path) }
        // A customary name decides.
        try folder.write(labelFile(count: 10), to: "t10k-labels-idx1-ubyte")
        try folder.write(imageFile(count: 10), to: "t10k-images-idx3-ubyte")
        #expect(try MNISTDataset.loadTest(from: folder.path).count == 10)
    }

    @Test func `parts of two sizes are refused`() throws {
        let folder = try write([
            "train-images-idx3-ubyte": imageFile(count: 10), "train-labels-idx1-ubyte": labelFile(count: 10),
            "t10k-images-idx3-ubyte": imageFile(count: 10, height: 28, width: 29),
            "t10k-labels-idx1-ubyte": labelFile(count: 10),
        ])
        let error = IDXError.sizeMismatch(directory: folder.path, train: [28, 28], test: [28, 29])
        #expect(throws: error) { try MNISTDataset.load(from: folder.path) }
        #expect(error.description.hasSuffix("training images of 28x28 but test images of 28x29"))
    }

    @Test func `another folder's test part can stand in`() throws {
        let folder = try write([
            "train-images-idx3-ubyte": imageFile(count: 20), "train-labels-idx1-ubyte": labelFile(count: 20),
        ])
        let other = try write([
            "x-test-images-idx3-ubyte": imageFile(count: 10),
            "x-test-labels-idx1-ubyte": labelFile(count: 10),
        ])
        let dataset = try MNISTDataset.load(from: folder.path, test: other.path)
        #expect(dataset.train.count == 20 && dataset.test.count == 10)
        #expect(try MNISTDataset.loadTest(from: folder.path, test: other.path) == dataset.test)
    }

    @Test func `nothing is fetched into another collection's folder`() async throws {
        let folder = try write(["emnist-digits-train-images-idx3-ubyte": imageFile(count: 10)])
        let server = try LocalServer([:])
        defer { server.stop() }
        let downloader = MNISTDownloader(mirrors: [server.url("/")], idleTimeout: .seconds(5)) {
            PublicDataset.mnist.published($0)
        }
        try await downloader.fetchMissing(into: folder.path) { _ in }
        #expect(server.requests.isEmpty)
        #expect(throws: IDXError.notFound(directory: folder.path, name: "train-labels-idx1-ubyte")) {
            try MNISTDataset.load(from: folder.path)
        }
    }
}
