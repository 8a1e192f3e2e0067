import CLinux
import Glibc

/// A numeric host and a port, as a person writes them, or a Unix socket.
public struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address in digits; of a Unix socket `unix:` and its path, of its clients `unix`.
    public let host: String
    /// The TCP port, 0 to 65535; 0 for a Unix socket.
    public let port: UInt16
    /// Whether this is a Unix socket, or a client of one.
    public let isUnix: Bool

    /// Makes a TCP address from its parts; nothing is resolved.
    public init(host: String, port: UInt16) {
        self.init(host: host, port: port, isUnix: false)
    }

    private init(host: String, port: UInt16, isUnix: Bool) {
        self.host = host
        self.port = port
        self.isUnix = isUnix
    }

    /// The address of a Unix socket; its clients have none, and come without a path.
    public static func unix(_ path: String? = nil) -> SocketAddress {
        SocketAddress(host: path.map { "unix:\($0)" } ?? "unix", port: 0, isUnix: true)
    }

    /// `127.0.0.1:8080`, `[::1]:8080` or `unix:/run/inkling.sock`.
    public var description: String {
        if isUnix { return host }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// Reads what `accept4` or `getsockname` wrote into zeroed storage; unknown families become `?`.
    init(storage: sockaddr_storage) {
        var storage = storage
        switch Int32(storage.ss_family) {
        case AF_INET:
            var address = unsafe withUnsafeBytes(of: &storage) { unsafe $0.load(as: sockaddr_in.self) }
            self.init(
                host: unsafe Self.text(AF_INET, &address.sin_addr), port: UInt16(bigEndian: address.sin_port))
        case AF_INET6:
            var address = unsafe withUnsafeBytes(of: &storage) { unsafe $0.load(as: sockaddr_in6.self) }
            self.init(
                host: unsafe Self.text(AF_INET6, &address.sin6_addr),
                port: UInt16(bigEndian: address.sin6_port))
        case AF_UNIX:
            let address = unsafe withUnsafeBytes(of: &storage) { unsafe $0.load(as: sockaddr_un.self) }
            let path = unsafe withUnsafeBytes(of: address.sun_path) { unsafe Array($0.prefix { $0 != 0 }) }
            self = .unix(path.isEmpty ? nil : String(decoding: path, as: UTF8.self))
        default:
            self.init(host: "?", port: 0)
        }
    }

    private static func text(_ family: Int32, _ address: UnsafeRawPointer) -> String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard unsafe inet_ntop(family, address, &buffer, socklen_t(buffer.count)) != nil else { return "?" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
