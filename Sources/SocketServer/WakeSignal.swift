import CLinux
import Glibc

/// An eventfd: any thread raises it, the thread that polls it lowers it.
struct WakeSignal: Sendable {
    let descriptor: FileDescriptor

    init() throws(SystemError) {
        let flags = Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK)
        descriptor = FileDescriptor(owning: try retrying("eventfd") { eventfd(0, flags) })
    }

    /// Makes the descriptor readable; cannot fail short of 2^64 raises.
    func raise() {
        _ = eventfd_write(descriptor.raw, 1)
    }

    /// Makes it unreadable until it is raised again.
    func lower() {
        var count: eventfd_t = 0
        _ = unsafe eventfd_read(descriptor.raw, &count)
    }
}
