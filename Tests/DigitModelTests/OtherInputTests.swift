import Foundation
import Neural
import Testing

@testable import DigitModel

/// Checkpoints of networks that read images of another size, or other things than digits.
struct OtherInputTests {
    private static func adaptive(_ height: Int, _ width: Int) throws -> Architecture {
        try #require(Architecture.cnnAdaptive.taking(Shape(height: height, width: width, channels: 1)))
    }

    @Test func `the size of the images is read as it was written, with its own golden answer`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.safetensors")
        let checkpoint = Checkpoint.random(seed: 5, try Self.adaptive(40, 36))
        #expect(checkpoint.file.metadata["input"] == "40x36")
        try checkpoint.write(to: path)
        let read = try Checkpoint(path: path)
        let isSame = read == checkpoint
        #expect(isSame)
        #expect(read.architecture.input == Shape(height: 40, width: 36, channels: 1))
    }

    @Test func `a network for 28x28 says nothing of its size, as before there were others`() throws {
        #expect(Checkpoint.random(seed: 1).file.metadata["input"] == nil)
        #expect(try Self.adaptive(28, 28) == .cnnAdaptive)
    }

    @Test func `only what reads 28x28 is for pictures`() throws {
        let checkpoint = Checkpoint.random(seed: 5, try Self.adaptive(40, 36))
        let reason = "it reads images of 40x36, pictures are made 28x28"
        #expect(throws: CheckpointError.refused(path: "a", reason: reason)) {
            try checkpoint.forPictures(path: "a")
        }
        let small = Checkpoint.random(seed: 1)
        let isSame = try small.forPictures(path: "a") == small
        #expect(isSame)
    }

    @Test(arguments: ["", "28", "28x", "0x28", "28x28x1", "2x40", "28x2000", "-28x28", "a x b"])
    func `a size that cannot be is refused`(_ size: String) throws {
        var file = Checkpoint.random(seed: 5, .cnnAdaptive).file
        file.metadata["input"] = size
        let bytes = try file.encoded()
        #expect(throws: CheckpointError.badMetadata(key: "input", value: size)) {
            try Checkpoint(decoding: [UInt8](bytes))
        }
    }

    @Test func `a size that no tensor backs takes no memory`() throws {
        // Its first dense layer would take 2.1 GB.
        var file = Checkpoint.random(seed: 5).file
        file.tensors = []
        file.metadata["architecture"] = "mnist-net"
        file.metadata["input"] = "512x512"
        let bytes = [UInt8](try file.encoded())
        let before = try peakMemory()
        #expect(throws: CheckpointError.missingTensor("conv1.weight")) { try Checkpoint(decoding: bytes) }
        #expect(try peakMemory() - before < 1 << 30)
    }

    /// The most memory that this process ever held, in bytes.
    private func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.split(whereSeparator: { !$0.isNumber })[0])) << 10
    }

    @Test func `class names are read as they were written`() throws {
        let folder = try TemporaryFolder()
        var checkpoint = Checkpoint.random(seed: 1)
        #expect(checkpoint.file.metadata["class_labels"] == "0,1,2,3,4,5,6,7,8,9")
        checkpoint.metadata.classLabels[0] = "T-shirt/top"
        try checkpoint.write(to: folder.file("a.safetensors"))
        let labels = try Checkpoint(path: folder.file("a.safetensors")).metadata.classLabels
        #expect(labels == ["T-shirt/top", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
    }

    @Test(arguments: [
        "0,1,2,3,4,5,6,7,8", "a,a,2,3,4,5,6,7,8,9", ",1,2,3,4,5,6,7,8,9", "1,a,2,3,4,5,6,7,8,9",
    ])
    func `class names that are not ten, or digits out of place, are refused`(_ labels: String) throws {
        var file = Checkpoint.random(seed: 1).file
        file.metadata["class_labels"] = labels
        let bytes = try file.encoded()
        #expect(throws: CheckpointError.badMetadata(key: "class_labels", value: labels)) {
            try Checkpoint(decoding: [UInt8](bytes))
        }
    }
}
