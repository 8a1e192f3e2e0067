/// Why the server could not begin to listen; each message names the address and the way out.
public enum ListenError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another process has the port.
    case addressInUse(SocketAddress)
    /// Ports below 1024 need a privilege.
    case permissionDenied(SocketAddress)
    /// The host is no address of this machine.
    case addressNotAvailable(SocketAddress)
    /// The host cannot be resolved.
    case unknownHost(String, reason: String)
    /// Another system call failed.
    case system(SystemError)

    public var description: String {
        switch self {
        case .addressInUse(let address):
            "\(address) is in use by another process: stop it, or choose another port (0 picks a free one)"
        case .permissionDenied(let address):
            "\(address) may not be bound by this user: choose a port of 1024 or above"
        case .addressNotAvailable(let address):
            "\(address) is no address of this machine: listen on 127.0.0.1, ::1, 0.0.0.0 or ::"
        case .unknownHost(let host, let reason):
            "the host \"\(host)\" cannot be resolved (\(reason)): give an address such as 127.0.0.1"
        case .system(let error):
            "cannot listen: \(error)"
        }
    }
}
