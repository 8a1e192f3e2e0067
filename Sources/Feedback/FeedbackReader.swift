import Files
import FoundationEssentials
public import Raster

/// A folder of feedback, read: what people said line by line, and the picture of each.
public struct FeedbackReader: Sendable {
    /// What the lines of `feedback.jsonl` say, in their order; empty lines are passed over.
    public let entries: [FeedbackEntry]

    private let folder: String
    /// The line of each entry, from 1.
    private let lines: [Int]

    /// Bytes that a file may have: the list, or a picture of the most pixels that are read.
    private static let byteLimit = 1 << 27

    /// Reads the list.
    ///
    /// - Throws: `UnreadableFile`, or `FeedbackLineError` for the first line that is no entry.
    public init(_ folder: String) throws {
        self.folder = folder
        let path = Self.list(folder)
        let bytes = try FileChunks.contents(of: path, limit: Self.byteLimit)
        let decoder = JSONDecoder()
        var (entries, lines): ([FeedbackEntry], [Int]) = ([], [])
        for (number, line) in zip(1..., bytes.split(separator: 0x0A, omittingEmptySubsequences: false))
        where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
            do {
                entries.append(try decoder.decode(FeedbackEntry.self, from: Data(line)))
            } catch {
                throw FeedbackLineError(path: path, line: number, reason: Self.words(error))
            }
            lines.append(number)
        }
        (self.entries, self.lines) = (entries, lines)
    }

    /// The picture of the entry at an index.
    public func picture(at index: Int) throws(FeedbackLineError) -> PixelImage {
        let file = entries[index].file
        do {
            let bytes = try FileChunks.contents(of: "\(folder)/\(file)", limit: Self.byteLimit)
            return try PNGDecoder().decode(bytes)
        } catch let error as UnreadableFile {
            throw refusal(index, "\(file) cannot be read: \(error.reason)")
        } catch {
            throw refusal(index, "\(file): \(error)")
        }
    }

    private func refusal(_ index: Int, _ reason: String) -> FeedbackLineError {
        FeedbackLineError(path: Self.list(folder), line: lines[index], reason: reason)
    }

    private static func list(_ folder: String) -> String { "\(folder)/\(FeedbackEntry.listName)" }

    private static func words(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            context.codingPath.last.map { "\"\($0.stringValue)\" is of another type" } ?? "it is no object"
        case .dataCorrupted(let context):
            context.codingPath.last.map { "\"\($0.stringValue)\": \(context.debugDescription)" }
                ?? "it is not JSON"
        default: "\(error)"
        }
    }
}

/// A line of `feedback.jsonl` that cannot be learnt from.
public struct FeedbackLineError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file of lines.
    public let path: String
    /// The line, from 1.
    public let line: Int
    /// What is wrong with it, or with the picture that it names.
    public let reason: String

    public var description: String { "\(path), line \(line): \(reason); mend the line or take it out" }
}
