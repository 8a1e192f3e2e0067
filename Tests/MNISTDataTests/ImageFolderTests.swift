import Files
import Foundation
import Raster
import Testing

@testable import MNISTData

/// A PNG file of a bar at `x`, light on dark.
private func bar(_ x: Int, side: Int = 28) -> [UInt8] {
    let pixels = (0..<side * side).map { index -> UInt8 in
        abs(index % side - x) < side / 14 && (side / 5..<4 * side / 5).contains(index / side) ? 255 : 0
    }
    return PNGEncoder().encode(GrayImage(width: side, height: side, pixels: pixels))
}

extension TemporaryFolder {
    /// Writes a file, making the folders above it.
    func put(_ bytes: [UInt8], at name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }
}

/// `count` bars, which are all different, in each of the classes.
private func bars(_ prefix: String, classes: [Int] = [0, 7], count: Int, in folder: TemporaryFolder) throws {
    for label in classes {
        for index in 0..<count {
            try folder.put(bar(4 + index % 20), at: "\(prefix)\(label)/\(index + 10).png")
        }
    }
}

@Suite struct ImageFolderTests {
    @Test(arguments: [("train", "test"), ("training", "testing")])
    func `images are in the order of label and name, as they are`(_ train: String, _ test: String) throws {
        let folder = try TemporaryFolder()
        try folder.put(bar(9), at: "\(train)/7/a.png")
        try folder.put(bar(8), at: "\(train)/7/B.PNG")
        try folder.put(bar(10), at: "\(train)/0/b.png")
        try folder.put(bar(11), at: "\(train)/0/a.png")
        try folder.put(bar(5), at: "\(test)/3/x.png")
        try folder.put([1], at: "\(train)/0/notes.txt")
        try folder.put([1], at: "\(train)/0/.hidden.png")
        try folder.put([1], at: "\(train)/notes/read.me")
        let dataset = try MNISTDataset.load(from: folder.path)
        #expect(dataset.train.labels == [0, 0, 7, 7])
        let expected = try [11, 10, 8, 9].flatMap { try PNGDecoder().decode(bar($0)).luma }
        #expect(dataset.train.pixels == expected)
        #expect(dataset.test.labels == [3])
        #expect(try MNISTDataset.loadTest(from: folder.path) == dataset.test)
    }

    @Test func `the digest is that of the IDX files with the same images`() throws {
        let folder = try TemporaryFolder()
        try bars("train/", count: 3, in: folder)
        try bars("test/", count: 2, in: folder)
        let dataset = try MNISTDataset.load(from: folder.path)
        let files = try TemporaryFolder()
        for (part, images) in [("train", dataset.train), ("t10k", dataset.test)] {
            try files.write(
                idx(dimensions: [images.count, 28, 28], elements: images.pixels),
                to: "\(part)-images-idx3-ubyte")
            try files.write(
                idx(dimensions: [images.count], elements: images.labels), to: "\(part)-labels-idx1-ubyte")
        }
        #expect(try MNISTDataset.load(from: files.path).digest == dataset.digest)
        try folder.put(bar(20), at: "test/0/10.png")
        #expect(try MNISTDataset.load(from: folder.path).digest != dataset.digest)
    }

    @Test func `another size goes the road of a served picture`() throws {
        let folder = try TemporaryFolder()
        try folder.put(bar(40, side: 100), at: "test/1/a.png")
        let test = try MNISTDataset.loadTest(from: folder.path)
        let picture = try PNGDecoder().decode(bar(40, side: 100))
        #expect(test.pixels == DigitNormalizer().normalize(picture)?.image.pixels)
    }

    @Test func `an undivided folder gives 15 percent of each class to the test, the same whatever the names`()
        throws
    {
        let (folder, renamed) = (try TemporaryFolder(), try TemporaryFolder())
        try bars("", count: 20, in: folder)
        for label in [0, 7] {
            for index in 0..<20 { try renamed.put(bar(4 + index), at: "\(label)/\(90 - index).png") }
        }
        let dataset = try MNISTDataset.load(from: folder.path)
        #expect(dataset.test.labels == [0, 0, 0, 7, 7, 7] && dataset.train.count == 34)
        #expect(try MNISTDataset.loadTest(from: folder.path) == dataset.test)
        let test = try MNISTDataset.loadTest(from: renamed.path)
        func pictures(_ images: LabelledImages) -> Set<[UInt8]> {
            Set((0..<images.count).map { Array(images.pixels[images.pixelRange(of: $0)]) })
        }
        #expect(pictures(test) == pictures(dataset.test))
        #expect(pictures(dataset.test).isDisjoint(with: pictures(dataset.train)))
    }

    @Test func `a test folder of its own leaves all others to learn from`() throws {
        let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
        try bars("", count: 10, in: folder)
        try bars("", count: 4, in: other)
        let dataset = try MNISTDataset.load(from: folder.path, test: other.path)
        #expect(dataset.train.count == 20 && dataset.test.count == 8)
    }

    @Test func `all bad files are named at once, in order, ten at most`() throws {
        let folder = try TemporaryFolder()
        try bars("test/", classes: [0, 1], count: 300, in: folder)
        let blank = GrayImage(width: 30, height: 30, pixels: [UInt8](repeating: 255, count: 900))
        try folder.put([1, 2, 3], at: "test/1/400.png")
        try folder.put(PNGEncoder().encode(blank), at: "test/1/120.png")
        try folder.put(bar(3).dropLast(5), at: "test/0/400.png")
        var expected = [
            UnusablePicture(file: folder.path + "/test/0/400.png", reason: .unsound(.truncated)),
            UnusablePicture(file: folder.path + "/test/1/120.png", reason: .blank),
            UnusablePicture(file: folder.path + "/test/1/400.png", reason: .unsound(.notPNG)),
        ]
        func expect(_ count: Int) {
            #expect(
                throws: ImageFolderError.unusable(
                    folder: folder.path + "/test", count: count, first: expected)
            ) {
                try MNISTDataset.loadTest(from: folder.path)
            }
        }
        expect(3)
        for index in 401...411 {
            try folder.put([], at: "test/1/\(index).png")
            let file = folder.path + "/test/1/\(index).png"
            if expected.count < 10 { expected.append(UnusablePicture(file: file, reason: .unsound(.empty))) }
        }
        expect(14)
    }

    @Test func `the message has a line for each of them, and says how many are not named`() {
        let pictures = ["a", "b"].map { UnusablePicture(file: $0, reason: .blank) }
        let all = ImageFolderError.unusable(folder: "d", count: 2, first: pictures).description
        #expect(
            all.split(separator: "\n").dropFirst() == [
                "  a: the picture is blank", "  b: the picture is blank",
            ])
        let more = ImageFolderError.unusable(folder: "d", count: 5, first: pictures).description
        #expect(more == all.replacing("of 2 PNG", with: "of 5 PNG") + "\n  and 3 more")
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["/dev/zero", "pipe", "large"])
    func `what is no file, or too large a one, is named and not read`(_ target: String) throws {
        let folder = try TemporaryFolder()
        let place = target.hasPrefix("/") ? target : folder.path + "/" + target
        try folder.put(bar(9), at: "test/0/a.png")
        let path = folder.path + "/test/0/b.png"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: place)
        if target == "large" {
            // A file of zeros that takes no room.
            try folder.write([], to: target)
            let status = unsafe truncate(place, 20 << 30)
            #expect(status == 0)
        } else if target == "pipe" {
            let status = unsafe mkfifo(place, 0o600)
            #expect(status == 0)
        }
        let reason =
            target == "large"
            ? "it has \(20 << 30) bytes, at most \(128 << 20) are read"
            : "it is a device, pipe or socket, not a file"
        let picture = UnusablePicture(file: path, reason: .unreadable(reason))
        #expect(
            throws: ImageFolderError.unusable(folder: folder.path + "/test", count: 1, first: [picture])
        ) {
            try MNISTDataset.loadTest(from: folder.path)
        }
    }

    @Test func `28x28 pictures on a light ground are refused`() throws {
        let folder = try TemporaryFolder()
        let page = GrayImage(width: 28, height: 28, pixels: [UInt8](repeating: 255, count: 784))
        for name in ["a", "b", "c"] { try folder.put(PNGEncoder().encode(page), at: "test/4/\(name).png") }
        #expect(throws: ImageFolderError.lightGround(folder: folder.path + "/test")) {
            try MNISTDataset.loadTest(from: folder.path)
        }
    }

    /// What files are there, and what is said of the folder, whose path is put before.
    static let mistakes: [([String], String, ImageFolderError)] = [
        (["train/0/a.png"], "", .noTestPart(folder: "")),
        (["test/0/a.png"], "", .noTrainingPart(folder: "")),
        (["0/a.png", "cat/a.png"], "/cat", .notADigit(folder: "")),
        (["cat/a.png"], "/cat", .notADigit(folder: "")),
        (["train/0/a.png", "test/10/a.png"], "/test/10", .notADigit(folder: "")),
        (["0/a.jpg", "1/b.jpg"], "", .empty(folder: "")),
        (["0/a.png", "1/b.png"], "", .tooFewToSplit(folder: "")),
    ]

    @Test(arguments: mistakes)
    func `a folder that cannot be used is named with the reason`(
        _ names: [String], _ place: String, _ error: ImageFolderError
    ) throws {
        let folder = try TemporaryFolder()
        for name in names { try folder.put(bar(9), at: name) }
        let thrown = try #require(throws: ImageFolderError.self) { try MNISTDataset.load(from: folder.path) }
        #expect(thrown.description == folder.path + place + error.description)
    }

    @Test func `nothing is fetched into a folder of PNG files`() async throws {
        let folder = try TemporaryFolder()
        try bars("train/", count: 1, in: folder)
        let server = try LocalServer([:])
        defer { server.stop() }
        let downloader = MNISTDownloader(mirrors: [server.url("/")], idleTimeout: .seconds(5)) {
            PublicDataset.mnist.published($0)
        }
        try await downloader.fetchMissing(into: folder.path) { _ in }
        #expect(server.requests.isEmpty)
    }
}
