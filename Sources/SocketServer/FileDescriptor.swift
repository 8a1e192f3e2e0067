import Glibc

/// An open descriptor that is closed exactly once, when its last owner lets go.
final class FileDescriptor: Sendable {
    let raw: Int32

    /// Takes ownership.
    init(owning raw: Int32) {
        self.raw = raw
    }

    deinit {
        // Linux frees the descriptor whatever close(2) answers; trying again could hit another's.
        _ = close(raw)
    }
}
