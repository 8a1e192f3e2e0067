import Files
import Glibc

/// A file being written beside its final place, which it takes only when published; otherwise it goes away.
struct PartialFile: ~Copyable {
    private let path: String
    private let destination: String
    private let descriptor: Int32
    private var isPublished = false

    /// Creates an empty file in `directory`, hidden, under a name that no one else uses.
    init(for name: String, in directory: String) throws(DownloadError) {
        let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
        path = "\(directory)/.\(name).\(suffix).part"
        destination = "\(directory)/\(name)"
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.unwritable(path) }
    }

    deinit {
        close(descriptor)
        if !isPublished { unsafe unlink(path) }
    }

    /// Writes the whole piece at the end.
    func append(_ piece: [UInt8]) throws(DownloadError) {
        guard writeAll(piece, to: descriptor) else { throw Self.unwritable(path) }
    }

    /// Gives the file its name, in place of any other; from now on it stays. Nothing may be written after.
    mutating func publish() throws(DownloadError) {
        // On the disk before it has its name: a power cut must not leave an empty file under a good name.
        guard fsync(descriptor) == 0, unsafe rename(path, destination) == 0 else {
            throw Self.unwritable(destination)
        }
        isPublished = true
    }

    private static func unwritable(_ path: String) -> DownloadError {
        .unwritable(path: path, reason: systemMessage(errno))
    }
}
