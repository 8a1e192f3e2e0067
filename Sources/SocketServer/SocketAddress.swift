import Glibc

/// A numeric host and a port, as a person writes them.
public struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address in digits.
    public let host: String
    /// The TCP port, 0 to 65535.
    public let port: UInt16

    /// Makes an address from its parts; nothing is resolved.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// `127.0.0.1:8080` or `[::1]:8080`.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// Reads what `accept4` or `getsockname` wrote; unknown families become `?`.
    init(storage: sockaddr_storage) {
        var storage = storage
        switch Int32(storage.ss_family) {
        case AF_INET:
            var address = unsafe withUnsafeBytes(of: &storage) { unsafe $0.load(as: sockaddr_in.self) }
            host = unsafe Self.text(AF_INET, &address.sin_addr)
            port = UInt16(bigEndian: address.sin_port)
        case AF_INET6:
            var address = unsafe withUnsafeBytes(of: &storage) { unsafe $0.load(as: sockaddr_in6.self) }
            host = unsafe Self.text(AF_INET6, &address.sin6_addr)
            port = UInt16(bigEndian: address.sin6_port)
        default:
            host = "?"
            port = 0
        }
    }

    private static func text(_ family: Int32, _ address: UnsafeRawPointer) -> String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard unsafe inet_ntop(family, address, &buffer, socklen_t(buffer.count)) != nil else { return "?" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
