import Foundation
import Testing

@testable import DigitModel

/// Answers that PyTorch gave with a checkpoint's weights, in the file that INKLING_ANSWERS names
/// (`Tests/Oracles/test_pytorch.py` makes it and runs this).
struct PyTorchAnswerTests {
    private static let path = ProcessInfo.processInfo.environment["INKLING_ANSWERS"]

    @Test(.enabled(if: path != nil, "INKLING_ANSWERS names no file: run Tests/Oracles/test_pytorch.py"))
    func `PyTorch's logits for these pictures are ours`() throws {
        let path = try #require(Self.path)
        let file = try SafeTensors(decoding: [UInt8](try Data(contentsOf: URL(filePath: path))))
        let network = LoadedCheckpoint(try Checkpoint(path: try #require(file.metadata["checkpoint"])))
        let (pictures, logits) = (try #require(file["pictures"]), try #require(file["logits"]))
        try #require(pictures.shape[0] > 0 && logits.shape == [pictures.shape[0], 10])
        for i in 0..<pictures.shape[0] {
            let actual = network.logits(of: Array(pictures.values[i * 784..<(i + 1) * 784]))
            let expected = logits.values[i * 10..<(i + 1) * 10]
            #expect(zip(actual, expected).allSatisfy { abs($0 - $1) <= 1e-4 }, "picture \(i)")
        }
    }
}
