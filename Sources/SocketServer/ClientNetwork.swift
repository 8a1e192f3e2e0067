import Glibc

/// What counts as one client where connections are shared out: an IPv4 address, or the 64 bits of an IPv6 address
/// within which anybody has as many addresses as he likes (RFC 6177).
struct ClientNetwork: Hashable, Sendable {
    /// 4 bytes or 8.
    private let prefix: [UInt8]

    /// Nil for what has no address in digits, such as the client of a Unix socket.
    init?(_ address: SocketAddress) {
        if let bytes = Self.bytes(address.host, AF_INET, count: 4) {
            prefix = bytes
        } else if let bytes = Self.bytes(address.host, AF_INET6, count: 16) {
            // `::ffff:192.0.2.1` is how a socket of both families names an IPv4 client (RFC 4291 §2.5.5.2).
            let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            prefix = Array(isMapped ? bytes[12...] : bytes[..<8])
        } else {
            return nil
        }
    }

    private static func bytes(_ text: String, _ family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return unsafe inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}
