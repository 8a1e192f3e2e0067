import CLinux
import Glibc

/// An epoll instance, level-triggered: which of many descriptors are ready, each known by a token.
@safe
final class Poller {
    /// What a descriptor is ready for.
    struct Event {
        let token: UInt64
        let isReadable: Bool
        let isWritable: Bool
        /// Both directions are gone: a reset, or the peer's end after our own.
        let isGone: Bool
    }

    /// What to wait for; errors and hang-ups are always reported.
    struct Interest: OptionSet {
        let rawValue: UInt32
        static let read = Interest(rawValue: EPOLLIN.rawValue)
        static let write = Interest(rawValue: EPOLLOUT.rawValue)
    }

    /// Of the epoll instance; it may be made on one thread and used on another.
    private let descriptor: FileDescriptor
    private var ready = unsafe [epoll_event](repeating: epoll_event(), count: 256)

    /// Opens an epoll instance.
    static func open() throws(SystemError) -> FileDescriptor {
        let flags = Int32(EPOLL_CLOEXEC)
        return FileDescriptor(owning: try retrying("epoll_create1") { epoll_create1(flags) })
    }

    /// Takes an instance that was opened before.
    init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    func add(_ target: FileDescriptor, token: UInt64, interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_ADD, target, token: token, interest: interest)
    }

    func modify(_ target: FileDescriptor, token: UInt64, interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_MOD, target, token: token, interest: interest)
    }

    private func control(
        _ operation: Int32, _ target: FileDescriptor, token: UInt64, interest: Interest
    ) throws(SystemError) {
        var event = unsafe epoll_event(events: interest.rawValue, data: epoll_data_t(u64: token))
        try retrying("epoll_ctl") { unsafe epoll_ctl(descriptor.raw, operation, target.raw, &event) }
    }

    /// Waits for events, at most `timeout`, for ever where it is nil; an interruption counts as no event.
    func wait(timeout: Duration?) throws(SystemError) -> [Event] {
        let milliseconds = timeout.map(\.roundedUpMilliseconds) ?? -1
        let count = unsafe epoll_wait(descriptor.raw, &ready, Int32(ready.count), milliseconds)
        guard count >= 0 else {
            if errno == EINTR { return [] }
            throw SystemError(call: "epoll_wait", code: errno)
        }
        return unsafe ready[..<Int(count)].map { event in
            Event(
                token: unsafe event.data.u64,
                isReadable: unsafe event.events & EPOLLIN.rawValue != 0,
                isWritable: unsafe event.events & EPOLLOUT.rawValue != 0,
                isGone: unsafe event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0)
        }
    }
}

extension Duration {
    /// For poll(2) and epoll_wait(2): never early, 0 for what has passed, at most an hour.
    var roundedUpMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        let milliseconds =
            min(seconds, 3600) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(max(milliseconds, 0))
    }
}
