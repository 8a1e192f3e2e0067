/// Who asks, as far as an address tells.
public enum Client: Sendable, Hashable, CustomStringConvertible {
    /// Somebody on the network.
    case address(IPAddress, text: String)
    /// A process of this machine, over a Unix socket.
    case local

    /// Reads a peer's address in digits; what is no address is a Unix socket's client.
    public init(host: String) {
        self = IPAddress(host).map { .address($0, text: host) } ?? .local
    }

    public var description: String {
        switch self {
        case .address(_, let text): text
        case .local: "unix"
        }
    }
}
