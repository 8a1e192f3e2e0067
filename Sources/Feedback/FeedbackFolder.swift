import Files
import FoundationEssentials
import Glibc
public import Raster
import Synchronization

/// A folder that keeps pictures and what people said that they show, up to so many bytes: each a PNG file and a line of
/// `feedback.jsonl`.
///
/// Nothing else is kept: no address, no request id, no time but the day, and of the picture that was sent its pixels
/// alone, as greys, in a file that is ours from the first byte to the last.
public final class FeedbackFolder: Sendable {
    /// Why something was not kept.
    public enum Refusal: Error, Sendable, Equatable {
        /// The folder has all the bytes that it may have, or its disk is full.
        case full
        /// The system would not write.
        case failed(reason: String)
    }

    private let path: String
    private let limit: Int
    private let report: @Sendable (String) -> Void
    private let today: @Sendable () -> String
    /// The bytes that the folder holds; held while something is written, so that it never gets too much.
    private let held: Mutex<Int>

    /// Makes the folder if there is none, and counts what it holds.
    ///
    /// - Parameters:
    ///   - limit: bytes that it may hold, of files that are there already, too.
    ///   - report: hears why something could not be written.
    ///   - today: the day, as `2026-11-21`.
    /// - Throws: `FeedbackFolderError`.
    public init(
        _ path: String, limit: Int, report: @escaping @Sendable (String) -> Void = { _ in },
        today: @escaping @Sendable () -> String = FeedbackFolder.currentDay
    ) throws(FeedbackFolderError) {
        self.path = path
        self.limit = limit
        self.report = report
        self.today = today
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            held = Mutex(names.reduce(0) { $0 + Self.size("\(path)/\($1)") })
        } catch {
            throw FeedbackFolderError(path: path, reason: Self.words(error))
        }
        guard unsafe access(path, W_OK) == 0 else {
            throw FeedbackFolderError(path: path, reason: systemMessage(errno))
        }
    }

    /// The day in Greenwich, as `2026-11-21`.
    @Sendable public static func currentDay() -> String {
        Date.now.formatted(.iso8601.year().month().day())
    }

    /// Keeps a picture and what somebody said about it.
    ///
    /// - Parameters:
    ///   - label: the digit that it is, or nil where it is none.
    ///   - digit: what was answered, where that is known.
    ///   - model: the version of the model that serves.
    /// - Returns: what it goes by from now on: the file's name without `.png`, made of chance alone.
    public func keep(
        _ picture: PixelImage, label: Int?, digit: Int?, model: String
    ) throws(Refusal) -> String {
        let id = Self.hexadecimal(UInt64.random(in: 0 ... .max))
        let entry = FeedbackEntry(
            file: "\(id).png", label: label, digit: digit, model: model, date: today())
        let png = PNGEncoder().encode(picture)
        let line = try Self.line(entry)
        try held.withLock { held throws(Refusal) in
            guard held + png.count + line.count <= limit else { throw .full }
            do throws(Refusal) {
                // Nobody looks at a picture that has no line yet.
                try append(png, to: entry.file)
                try append(line, to: FeedbackEntry.listName)
            } catch {
                unsafe unlink("\(path)/\(entry.file)")
                if case .failed(let reason) = error { report("\(path): \(reason)") }
                throw error
            }
            held += png.count + line.count
        }
        return id
    }

    private static func line(_ entry: FeedbackEntry) throws(Refusal) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(entry)) + [UInt8(ascii: "\n")]
        } catch {
            throw .failed(reason: "\(error)")
        }
    }

    /// Writes at the end of a file, which is made where there is none: all of the bytes or none.
    private func append(_ bytes: [UInt8], to name: String) throws(Refusal) {
        let descriptor = unsafe open("\(path)/\(name)", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.refusal(errno) }
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, SEEK_END)
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written >= 0 else {
                let refusal = Self.refusal(errno)
                ftruncate(descriptor, end)
                throw refusal
            }
            rest = rest.dropFirst(written)
        }
    }

    /// The bytes of a file; 0 where it has gone.
    private static func size(_ path: String) -> Int {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func refusal(_ number: Int32) -> Refusal {
        [ENOSPC, EDQUOT, EFBIG].contains(number) ? .full : .failed(reason: systemMessage(number))
    }

    private static func words(_ error: any Error) -> String {
        guard let posix = (error as? CocoaError)?.underlying as? POSIXError else { return "\(error)" }
        return systemMessage(posix.code.rawValue)
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// A folder in which nothing could be kept.
public struct FeedbackFolderError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The folder.
    public let path: String
    /// The system's words.
    public let reason: String

    public var description: String { "\(path): nothing can be kept there: \(reason) (--feedback)" }
}
