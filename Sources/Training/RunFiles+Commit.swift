import DigitModel
import FoundationEssentials
import Glibc

// A state and the checkpoints that belong to it change together, whenever the program is killed and wherever the disk
// is full: the checkpoints are written under names of their own that tell the step, then the state replaces the one
// before, which is the moment that counts, then the checkpoints get their names, which needs no space. A run that goes
// on does the last part again for the step of its state.
extension RunFiles {
    /// Writes a state and the checkpoints that are new with it.
    ///
    /// - Throws: `TrainingError.unwritable`; state and checkpoints are those before then.
    func commit(_ state: TrainingState, best: Checkpoint? = nil, last: Checkpoint? = nil)
        throws(TrainingError)
    {
        do throws(TrainingError) {
            for (checkpoint, path) in [(best, self.best), (last, self.last)] {
                removePending(path, step: state.step)
                if let checkpoint { try write(checkpoint, to: pending(path, step: state.step), for: path) }
            }
            try state.write(to: self.state)
        } catch {
            for path in [self.best, self.last] { removePending(path, step: state.step) }
            throw error
        }
        try settle(step: state.step)
    }

    /// Gives the checkpoints of a step their names, where they still wait for them.
    ///
    /// - Throws: `TrainingError.unwritable`.
    func settle(step: Int) throws(TrainingError) {
        for path in [best, last] {
            let waiting = pending(path, step: step)
            guard FileManager.default.fileExists(atPath: waiting) else { continue }
            guard unsafe rename(waiting, path) == 0 else {
                throw .unwritable(path: path, reason: unsafe String(cString: strerror(errno)).lowercased())
            }
        }
    }

    /// Writes a checkpoint whole or not at all; `name` is for the error.
    ///
    /// - Throws: `TrainingError.unwritable`.
    func write(_ checkpoint: Checkpoint, to path: String, for name: String? = nil) throws(TrainingError) {
        do {
            try checkpoint.write(to: path)
        } catch .unwritable(_, let reason) {
            throw .unwritable(path: name ?? path, reason: reason)
        } catch {
            throw .unwritable(path: name ?? path, reason: error.description)
        }
    }

    /// Where a checkpoint waits for the state of its step.
    func pending(_ path: String, step: Int) -> String { "\(path).step-\(step)" }

    /// Removes what a killed run left under names of steps whose state it never wrote; whatever the state at hand needs
    /// must have been settled.
    ///
    /// - Throws: `TrainingError.unwritable` where the folder cannot be read.
    func removePending() throws(TrainingError) {
        let folder = URL(filePath: best).deletingLastPathComponent()
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        } catch {
            throw .unwritable(path: log, reason: FileFailure(error).description)
        }
        for path in [best, last] {
            let prefix = URL(filePath: path).lastPathComponent + ".step-"
            for name in names where name.hasPrefix(prefix) {
                if let step = Int(name.dropFirst(prefix.count)) { removePending(path, step: step) }
            }
        }
    }

    private func removePending(_ path: String, step: Int) {
        // Missing is as good as removed, and what cannot be removed is written over, or left behind.
        unsafe _ = unlink(pending(path, step: step))
    }
}
