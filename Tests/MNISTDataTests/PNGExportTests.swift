import Foundation
import Raster
import Testing

@testable import MNISTData

/// Six images of noise, of the classes 3 and 8 in turn.
private let images: LabelledImages = {
    var generator = SplitMix64(seed: 3)
    let pixels = (0..<6 * 784).map { _ in UInt8.random(in: 0...200, using: &generator) }
    return LabelledImages(width: 28, height: 28, pixels: pixels, labels: [3, 8, 3, 8, 3, 8])
}()

@Suite struct PNGExportTests {
    @Test func `what is written is read back, images and labels`() throws {
        let folder = try TemporaryFolder()
        let target = folder.path + "/test"
        try PNGExport().write(images, at: Array(0..<6), to: target)
        #expect(try FileManager.default.contentsOfDirectory(atPath: target).sorted() == ["3", "8"])
        let names = try FileManager.default.contentsOfDirectory(atPath: target + "/8").sorted()
        #expect(names == ["00001.png", "00003.png", "00005.png"])
        #expect(try MNISTDataset.loadTest(from: folder.path) == images.subset([0, 2, 4, 1, 3, 5]))
    }

    @Test func `light and dark change places, and a pixel becomes a square`() throws {
        var export = PNGExport()
        export.isInverted = true
        export.scale = 3
        let picture = try PNGDecoder().decode(export.png(of: images, at: 4))
        #expect(picture.width == 84 && picture.height == 84)
        for (x, y) in [(0, 0), (2, 2), (3, 2), (40, 61), (83, 83)] {
            let pixel = images.pixels[4 * 784 + y / 3 * 28 + x / 3]
            #expect(picture.luma[y * 84 + x] == 255 - pixel)
        }
    }

    @Test(
        arguments: [
            (nil, false, [0, 1, 2, 3, 4, 5]), (2, false, [0, 1]), (9, false, [0, 1, 2, 3, 4, 5]),
            (1, true, [0, 1]), (2, true, [0, 1, 2, 3]),
        ] as [(Int?, Bool, [Int])])
    func `the first are taken, in all or of each class`(_ count: Int?, _ perClass: Bool, _ indices: [Int]) {
        #expect(PNGExport.indices(of: images, count: count, perClass: perClass) == indices)
    }

    @Test func `an empty folder gives way, and nothing else is left`() throws {
        let folder = try TemporaryFolder()
        let target = folder.path + "/out"
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
        try PNGExport().write(images, at: [0], to: target + "/")
        #expect(try folder.names() == ["out"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: target) == ["3"])
    }

    @Test func `a folder with files in it is refused`() throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "old.png")
        #expect(throws: PNGExportError.notEmpty(folder.path)) {
            try PNGExport().write(images, at: [0], to: folder.path)
        }
    }

    @Test func `a place that cannot be written is named`() throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "file")
        let target = folder.path + "/file/out"
        let error = try #require(throws: PNGExportError.self) {
            try PNGExport().write(images, at: [0], to: target)
        }
        #expect(error == .unwritable(target, reason: "not a directory"))
        #expect(try folder.names() == ["file"])
    }
}
