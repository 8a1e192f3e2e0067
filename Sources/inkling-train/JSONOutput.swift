import CommandSupport
import FoundationEssentials

extension Console {
    /// Writes a value as one JSON object, its keys in order, and ends the line.
    ///
    /// - Throws: `LostOutput`, or `EncodingError` where a number is NaN or infinite, which JSON cannot say.
    func write(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
