import CLinux
import Glibc

/// A bound, listening, non-blocking TCP socket.
struct ListeningSocket: Sendable {
    let descriptor: FileDescriptor
    /// Where it listens, with the port that the system chose for port 0.
    let address: SocketAddress

    /// Resolves the host (IPv4, IPv6 or a name) and listens on the first address that it means.
    init(host: String, port: UInt16) throws(ListenError) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_PASSIVE
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host, "\(port)", &hints, &found)
        guard status == 0, let first = unsafe found?.pointee else {
            throw .unknownHost(host, reason: unsafe String(cString: gai_strerror(status)))
        }
        defer { unsafe freeaddrinfo(found) }
        do throws(SystemError) {
            descriptor = unsafe try Self.listening(on: first)
            address = try Self.localAddress(of: descriptor)
        } catch {
            let wanted = SocketAddress(host: host, port: port)
            switch error.code {
            case EADDRINUSE: throw .addressInUse(wanted)
            case EACCES: throw .permissionDenied(wanted)
            case EADDRNOTAVAIL: throw .addressNotAvailable(wanted)
            default: throw .system(error)
            }
        }
    }

    private static func listening(on address: addrinfo) throws(SystemError) -> FileDescriptor {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let family = unsafe address.ai_family
        let descriptor = FileDescriptor(owning: try retrying("socket") { socket(family, kind, 0) })
        // A restart must not wait for the old connections' TIME_WAIT.
        try setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        // "::" takes IPv4 too, whatever the system's default.
        if family == AF_INET6 { try setOption(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
        try retrying("bind") { unsafe bind(descriptor.raw, address.ai_addr, address.ai_addrlen) }
        try retrying("listen") { listen(descriptor.raw, 4096) }
        return descriptor
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

    /// Refuses connections from now on, whoever else still holds the descriptor.
    func stopListening() {
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
