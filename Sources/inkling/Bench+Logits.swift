import ArgumentParser
import CommandSupport
import DigitModel
import FoundationEssentials

extension Bench {
    /// Prints the logits of a file of pictures as one JSON array of arrays: what the benchmarks hold the peers to.
    ///
    /// - Parameters:
    ///   - path: float32, little-endian; 28 · 28 for a picture, 0 to 1, light ink on dark.
    ///   - batch: pictures that go through the network together.
    /// - Throws: `ValidationError` where the file cannot be read or does not end with a picture.
    static func printLogits(ofPicturesIn path: String, by plan: InferencePlan, batch: Int) throws {
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch let error as CocoaError {
            throw ValidationError("--logits \(path): \(FileFailure(error))")
        }
        let pixelCount = GoldenInput.pixels.count
        guard bytes.count.isMultiple(of: 4 * pixelCount) else {
            throw ValidationError(
                "--logits \(path) has \(bytes.count) bytes, which is no multiple of \(4 * pixelCount)")
        }
        let pixels = stride(from: 0, to: bytes.count, by: 4).map { start in
            Float(bitPattern: bytes[start..<(start + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
        var workspace = plan.makeWorkspace(images: batch)
        let logits = stride(from: 0, to: pixels.count, by: batch * pixelCount).flatMap { start in
            let part = Array(pixels[start...].prefix(batch * pixelCount))
            return plan.logits(of: part, images: part.count / pixelCount, workspace: &workspace)
        }
        let rows = stride(from: 0, to: logits.count, by: Architecture.classes).map { start in
            Array(logits[start..<(start + Architecture.classes)])
        }
        try Console.standardOutput.print(String(decoding: try JSONEncoder().encode(rows), as: UTF8.self))
    }
}
