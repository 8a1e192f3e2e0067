public import ArgumentParser
import Glibc

/// Ends a command: a line on standard error and an exit status, 1 where the work failed, 2 for bad usage or bad
/// input, 128 and a signal's number where that ended the work.
public enum CommandFailure {
    /// Parses the arguments of the command tree below `root` and runs what they name, or leaves.
    ///
    /// `isBadInput` as for `leave`.
    public static func guarding(
        _ root: any AsyncParsableCommand.Type, isBadInput: (any Error) -> Bool?
    ) async {
        do {
            var command = try root.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let interrupted as Interrupted {
            // The status that a shell expects of a signal, so that a loop of commands ends, too.
            exit(128 + interrupted.signal)
        } catch {
            leave(error, root: root, isBadInput: isBadInput)
        }
    }

    /// Leaves for `error`, which a command of the tree below `root` threw.
    ///
    /// `isBadInput` says of the program's own errors whether the caller can mend them: nil for errors that are
    /// not its own, which the argument parser words (help, version, usage).
    public static func leave(
        _ error: any Error, root: any ParsableCommand.Type, isBadInput: (any Error) -> Bool?
    ) -> Never {
        if let isBadInput = error is LostOutput ? false : isBadInput(error) {
            Console.standardError.write("\(root._commandName): \(error)\n")
            exit(isBadInput ? 2 : 1)
        }
        let message = root.fullMessage(for: error)
        switch root.exitCode(for: error) {
        case .success:
            do throws(LostOutput) {
                try Console.standardOutput.print(message)
            } catch {
                leave(error, root: root, isBadInput: isBadInput)
            }
            exit(0)
        case .validationFailure:
            Console.standardError.write(message + "\n")
            exit(2)
        case let code:
            if !message.isEmpty { Console.standardError.write(message + "\n") }
            exit(code.rawValue)
        }
    }
}
