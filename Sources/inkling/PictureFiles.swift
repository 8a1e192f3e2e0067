import CommandSupport
import DigitAPI
import DigitModel
import FoundationEssentials
import Raster

/// PNG files that a command reads one after the other, whatever is wrong with some of them.
struct PictureFiles {
    let paths: [String]

    /// Prints what `line` makes of each file's bytes, and tells on standard error of those that cannot be read.
    ///
    /// - Parameter line: nil where the weights give no number.
    /// - Returns: whether all could be read.
    func printEach(_ line: (String, [UInt8]) throws -> String?) throws -> Bool {
        var isGood = true
        for path in paths {
            do {
                let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
                guard let text = try line(path, bytes) else { throw NoNumber() }
                try Console.standardOutput.print(text)
            } catch let error as CocoaError {
                tell(path, FileFailure(error))
                isGood = false
            } catch let error where error is PNGError || error is NoNumber {
                tell(path, error)
                isGood = false
            }
        }
        return isGood
    }

    private func tell(_ path: String, _ reason: some Any) {
        Console.standardError.write("inkling: \(path): \(reason)\n")
    }

    private struct NoNumber: Error, CustomStringConvertible {
        let description = "the weights overflow: no number comes out"
    }
}
