import CLinux
import Glibc

/// A bound, listening, non-blocking stream socket.
struct ListeningSocket: Sendable {
    let descriptor: FileDescriptor
    /// Where it listens, with the port that the system chose for port 0.
    let address: SocketAddress

    /// What `stopListening` has to do.
    private let ending: Ending

    private enum Ending: Sendable {
        case shutDown
        /// A Unix socket leaves a file behind.
        case remove(UnixSocketFile)
        /// Somebody else listens on it too, and goes on.
        case leave
    }

    /// Begins to listen, or takes over what listens already.
    ///
    /// - Parameter isAlone: whether this is the only TCP endpoint, so that `::` may take IPv4 too.
    init(_ endpoint: Endpoint, isAlone: Bool = true) throws(ListenError) {
        switch endpoint {
        case .tcp(let host, let port): try self.init(host: host, port: port, isAlone: isAlone)
        case .unix(let path, let mode): try self.init(path: path, mode: mode)
        case .inherited(let descriptor): try self.init(inheriting: descriptor)
        }
    }

    /// Refuses connections from now on, whoever else still holds the descriptor.
    func stopListening() {
        switch ending {
        case .leave: break
        case .shutDown: shutDown()
        case .remove(let file):
            file.remove()
            shutDown()
        }
    }

    private func shutDown() {
        // On Linux this ends the listening; it could fail only on a descriptor that is no socket.
        _ = shutdown(descriptor.raw, Int32(SHUT_RDWR))
    }

    /// The next connection, already non-blocking; throws `EAGAIN` where none waits.
    func accept() throws(SystemError) -> (ClientSocket, SocketAddress) {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let raw = try retrying("accept4") {
            unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe accept4(descriptor.raw, $0, &size, flags)
                }
            }
        }
        return (ClientSocket(FileDescriptor(owning: raw)), SocketAddress(storage: storage))
    }
}

// MARK: - TCP

extension ListeningSocket {
    /// Resolves the host (IPv4, IPv6 or a name) and listens on the first address that it means.
    private init(host: String, port: UInt16, isAlone: Bool) throws(ListenError) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_PASSIVE
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host, "\(port)", &hints, &found)
        guard status == 0, let first = unsafe found?.pointee else {
            throw .unknownHost(host, reason: unsafe String(cString: gai_strerror(status)))
        }
        defer { unsafe freeaddrinfo(found) }
        ending = .shutDown
        do throws(SystemError) {
            descriptor = unsafe try Self.listening(on: first, isAlone: isAlone)
            address = try Self.localAddress(of: descriptor)
        } catch {
            throw ListenError(error, at: SocketAddress(host: host, port: port))
        }
    }

    private static func listening(on address: addrinfo, isAlone: Bool) throws(SystemError) -> FileDescriptor {
        let family = unsafe address.ai_family
        let descriptor = try open(family)
        // A restart must not wait for the old connections' TIME_WAIT.
        try setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        // "::" takes IPv4 too, whatever the system's default; beside an endpoint for IPv4 it must not.
        if family == AF_INET6 {
            try setOption(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, isAlone ? 0 : 1)
        }
        try retrying("bind") { unsafe bind(descriptor.raw, address.ai_addr, address.ai_addrlen) }
        try listen(on: descriptor)
        return descriptor
    }

    private static func open(_ family: Int32) throws(SystemError) -> FileDescriptor {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        return FileDescriptor(owning: try retrying("socket") { socket(family, kind, 0) })
    }

    private static func listen(on descriptor: FileDescriptor) throws(SystemError) {
        try retrying("listen") { Glibc.listen(descriptor.raw, 4096) }
    }

    private static func localAddress(of descriptor: FileDescriptor) throws(SystemError) -> SocketAddress {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        try retrying("getsockname") {
            unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getsockname(descriptor.raw, $0, &size)
                }
            }
        }
        return SocketAddress(storage: storage)
    }

    private static func setOption(
        _ descriptor: FileDescriptor, _ level: Int32, _ name: Int32, _ value: Int32
    ) throws(SystemError) {
        var value = value
        try retrying("setsockopt") {
            unsafe setsockopt(descriptor.raw, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
        }
    }
}

// MARK: - Unix sockets

extension ListeningSocket {
    /// Listens on a file of that name, which nobody can connect to before it has its mode.
    private init(path: String, mode: UInt32) throws(ListenError) {
        guard let address = UnixSocketFile.Address(path: path) else { throw .pathTooLong(path) }
        self.address = .unix(path)
        do throws(SystemError) {
            try UnixSocketFile.removeStale(address)
            descriptor = try Self.open(AF_UNIX)
            ending = .remove(try UnixSocketFile(binding: descriptor, to: address, mode: mode))
            try Self.listen(on: descriptor)
        } catch {
            throw ListenError(error, at: self.address)
        }
    }
}

// MARK: - Inherited sockets

extension ListeningSocket {
    private init(inheriting raw: Int32) throws(ListenError) {
        descriptor = FileDescriptor(owning: raw)
        ending = .leave
        do throws(SystemError) {
            guard try Self.option(descriptor, SO_TYPE) == Int32(SOCK_STREAM.rawValue),
                try Self.option(descriptor, SO_ACCEPTCONN) == 1
            else { throw SystemError(call: "getsockopt", code: EINVAL) }
            let flags = try retrying("fcntl") { fcntl(raw, F_GETFL) }
            try retrying("fcntl") { fcntl(raw, F_SETFL, flags | O_NONBLOCK) }
            try retrying("fcntl") { fcntl(raw, F_SETFD, FD_CLOEXEC) }
            address = try Self.localAddress(of: descriptor)
        } catch {
            throw .notListening(descriptor: raw, error)
        }
    }

    private static func option(_ descriptor: FileDescriptor, _ name: Int32) throws(SystemError) -> Int32 {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        try retrying("getsockopt") { unsafe getsockopt(descriptor.raw, SOL_SOCKET, name, &value, &size) }
        return value
    }
}
