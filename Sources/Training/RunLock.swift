import Files
import Glibc

/// The files of a run, held for one process: another run at the same output is refused as long as this lives.
///
/// An advisory lock (flock(2)) on an empty file beside the output. The system lets go of it when the process ends,
/// however that comes, so that what a killed run leaves holds up nobody; the next run takes it over and removes it.
public final class RunLock: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Takes the files of a run, whose folder is there.
    ///
    /// - Throws: `TrainingError.outputInUse` where another process has them, `.unwritable`.
    public init(_ files: RunFiles) throws(TrainingError) {
        path = files.lock
        while true {
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw .unwritable(path: path, reason: systemMessage(errno))
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let number = errno
                close(descriptor)
                if number == EWOULDBLOCK { throw .outputInUse(path: files.best) }
                throw .unwritable(path: path, reason: systemMessage(number))
            }
            // Whoever had it may have removed the file in between: then this is a lock on nothing.
            if let locked = FileIdentity(descriptor: descriptor), locked == FileIdentity(path) {
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
    }

    deinit {
        // Before it is unlocked: nobody may take a lock on a file that is about to go.
        unsafe _ = unlink(path)
        close(descriptor)
    }
}
