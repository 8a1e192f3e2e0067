import Files
import Foundation
import Testing

@testable import MNISTData

/// A folder with a small sound data set: 20 images to train, 10 to test, in every customary way to name a file.
private func smallDataset() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(imageFile(count: 20), to: "train-images-idx3-ubyte")
    try folder.write(gzip(labelFile(count: 20)), to: "train-labels-idx1-ubyte.gz")
    try folder.write(gzip(imageFile(count: 10)), to: "t10k-images.idx3-ubyte.gz")
    try folder.write(labelFile(count: 10), to: "t10k-labels.idx1-ubyte")
    return folder
}

private func holds(_ file: MNISTFile, _ folder: String) -> Bool {
    file.names.flatMap { [$0, $0 + ".gz"] }.contains {
        FileManager.default.fileExists(atPath: folder + "/" + $0)
    }
}

/// The folder with the real files: `INKLING_DATA`, or where the project's workplace keeps them; nil if neither.
private let realFolder: String? = {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["INKLING_DATA"]
    let candidates = [named, package.deletingLastPathComponent().path + "/shared/mnist"].compactMap(\.self)
    return candidates.first { folder in MNISTFile.allCases.allSatisfy { holds($0, folder) } }
}()

@Suite struct MNISTDatasetTests {
    @Test func `files are found under each customary name, plain or gzipped`() throws {
        let folder = try smallDataset()
        let dataset = try MNISTDataset.load(from: folder.path)
        #expect(dataset.train.count == 20)
        #expect(dataset.train.pixels == Array(imageFile(count: 20).dropFirst(16)))
        #expect(dataset.train.labels == Array(labelFile(count: 20).dropFirst(8)))
        #expect(dataset.test.count == 10)
        #expect(dataset.test.width == 28 && dataset.test.height == 28)
    }

    @Test func `the digest depends on content, not on compression`() throws {
        let folder = try smallDataset()
        let digest = try MNISTDataset.load(from: folder.path).digest
        let other = try TemporaryFolder()
        for (name, bytes) in [
            ("train-images-idx3-ubyte.gz", gzip(imageFile(count: 20))),
            ("train-labels-idx1-ubyte", labelFile(count: 20)),
            ("t10k-images-idx3-ubyte", imageFile(count: 10)),
            ("t10k-labels-idx1-ubyte", labelFile(count: 10)),
        ] { try other.write(bytes, to: name) }
        #expect(try MNISTDataset.load(from: other.path).digest == digest)
        try other.write(imageFile(count: 10).dropLast() + [1], to: "t10k-images-idx3-ubyte")
        #expect(try MNISTDataset.load(from: other.path).digest != digest)
    }

    @Test func `the test part loads without the training files`() throws {
        let folder = try smallDataset()
        try FileManager.default.removeItem(atPath: folder.path + "/train-images-idx3-ubyte")
        #expect(try MNISTDataset.loadTest(from: folder.path).count == 10)
        #expect(throws: IDXError.notFound(directory: folder.path, name: "train-images-idx3-ubyte")) {
            try MNISTDataset.load(from: folder.path)
        }
    }

    @Test func `images and labels that disagree in number are refused`() throws {
        let folder = try smallDataset()
        try folder.write(labelFile(count: 19), to: "train-labels-idx1-ubyte")
        #expect(
            throws: IDXError.countMismatch(
                images: folder.path + "/train-images-idx3-ubyte",
                labels: folder.path + "/train-labels-idx1-ubyte", imageCount: 20, labelCount: 19)
        ) { try MNISTDataset.load(from: folder.path) }
    }

    @Test func `a label that is no digit is refused`() throws {
        let folder = try smallDataset()
        let path = folder.path + "/t10k-labels-idx1-ubyte"
        try folder.write(
            idx(dimensions: [10], elements: [0, 1, 2, 10, 4, 5, 6, 7, 8, 9]), to: "t10k-labels-idx1-ubyte")
        #expect(throws: IDXError.labelOutOfRange(file: path, index: 3, label: 10)) {
            try MNISTDataset.load(from: folder.path)
        }
    }

    @Test func `errors from inside a file name that file`() throws {
        let folder = try smallDataset()
        let labels = folder.path + "/train-labels-idx1-ubyte.gz"
        try folder.write(gzip(labelFile(count: 20)).dropLast(3), to: "train-labels-idx1-ubyte.gz")
        #expect(throws: GzipError.truncated(file: labels)) { try MNISTDataset.load(from: folder.path) }
        try folder.write(labelFile(count: 20), to: "train-labels-idx1-ubyte.gz")
        #expect(throws: GzipError.notGzip(file: labels)) { try MNISTDataset.load(from: folder.path) }
        try folder.write(gzip(labelFile(count: 20) + [0]), to: "train-labels-idx1-ubyte.gz")
        #expect(throws: IDXError.trailingBytes(file: labels, expected: 28)) {
            try MNISTDataset.load(from: folder.path)
        }
    }

    @Test func `a folder in a file's place is unreadable`() throws {
        let folder = try smallDataset()
        let path = folder.path + "/t10k-labels-idx1-ubyte"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(throws: UnreadableFile(path: path, reason: "it is a directory")) {
            try MNISTDataset.load(from: folder.path)
        }
    }

    @Test(.enabled(if: realFolder != nil, "the MNIST files are not here: set INKLING_DATA to their folder"))
    func `the real database has its published counts, digests and first labels`() throws {
        let folder = try #require(realFolder)
        for file in MNISTFile.allCases {
            let (path, content) = try file.read(in: folder, as: .mnist)
            #expect(content.digest.hexadecimal == PublicDataset.mnist.published(file).digest)
            #expect(
                throws: IDXError.otherDataset(file: path, expected: "Fashion-MNIST", actual: "MNIST")
            ) { try file.read(in: folder, as: .fashion) }
        }
        let dataset = try MNISTDataset.load(from: folder)
        #expect(dataset.train.count == 60_000)
        #expect(dataset.test.count == 10_000)
        #expect(dataset.train.labels.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
        #expect(dataset.test.labels.prefix(10) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
        // SHA-256 over the four published digests' bytes, computed with Python's hashlib.
        #expect(dataset.digest == "e9914cff2ade526da2ab1ac60c072f9173cc53e35b9411692de8207cb1b9009d")
        // The mean ink of the training set, 0.1307, is known to everyone who normalised MNIST.
        let sum = dataset.train.pixels.reduce(0) { $0 + Int($1) }
        #expect(abs(Double(sum) / 255 / Double(dataset.train.pixels.count) - 0.1307) < 0.0001)
    }
}
