import Files
import Glibc

/// A terminal or a file that text goes to at once, unbuffered.
public struct Console: Sendable {
    public static let standardOutput = Console(descriptor: STDOUT_FILENO)
    public static let standardError = Console(descriptor: STDERR_FILENO)

    let descriptor: Int32

    /// Whether a person looks at it.
    public var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Characters in a line; 80 where nobody says.
    public var width: Int {
        var size = winsize()
        let answer = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size)
        return answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Writes a result and ends the line.
    ///
    /// - Throws: `LostOutput` where not all of it was taken, so that no command ends well whose result nobody has.
    public func print(_ result: String) throws(LostOutput) {
        guard isOpen else { throw LostOutput(reason: "it is closed") }
        if let failure = put(Array((result + "\n").utf8)) { throw LostOutput(reason: systemMessage(failure)) }
    }

    /// Whether it is a file of some type. Where it was closed when the program began, Dispatch has its number by now,
    /// for a descriptor that has no type.
    private var isOpen: Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT != 0
    }

    /// Writes what only goes along with a result, such as how far the work is; what is not taken is lost.
    public func write(_ text: String) {
        write(Array(text.utf8))
    }

    /// Writes all of `bytes`, as `write` does a text.
    public func write(_ bytes: [UInt8]) {
        _ = put(bytes)
    }

    /// Draws a line of a terminal anew, cut to its width, so that it does not go on in the next.
    public func redraw(_ line: String) {
        write("\r\u{1B}[K" + line.prefix(width - 1))
    }

    /// Writes all of `bytes`; the error number where not all are taken.
    private func put(_ bytes: [UInt8]) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                switch errno {
                case EINTR: break
                case EAGAIN: waitForRoom()
                case let failure: return failure
                }
            }
            rest = rest.dropFirst(max(0, count))
        }
        return nil
    }

    /// Waits until a pipe that does not block, as whoever made it may have chosen, takes more.
    private func waitForRoom() {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe _ = poll(&waiting, 1, -1)
    }
}
