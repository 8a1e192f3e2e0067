import Glibc

/// Why the server could not begin to listen; each message names the address and the way out.
public enum ListenError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another process has the port, or a file the Unix socket's name.
    case addressInUse(SocketAddress)
    /// Ports below 1024 need a privilege, files a folder that may be written to.
    case permissionDenied(SocketAddress)
    /// The host is no address of this machine.
    case addressNotAvailable(SocketAddress)
    /// The host cannot be resolved.
    case unknownHost(String, reason: String)
    /// The path of a Unix socket is empty or longer than the system can take.
    case pathTooLong(String)
    /// What systemd says of the sockets that it opened is no number of sockets.
    case badActivation(String)
    /// A descriptor that was handed over is no listening stream socket.
    case notListening(descriptor: Int32, SystemError)
    /// Another system call failed.
    case system(SystemError)

    public var description: String {
        switch self {
        case .addressInUse(let address) where address.isUnix:
            "\(address) is in use by another process or is no socket: stop it, or choose another path"
        case .addressInUse(let address):
            "\(address) is in use by another process: stop it, or choose another port (0 picks a free one)"
        case .permissionDenied(let address) where address.isUnix:
            "\(address) may not be made by this user: choose a folder that it may write to"
        case .permissionDenied(let address):
            "\(address) may not be bound by this user: choose a port of 1024 or above"
        case .addressNotAvailable(let address):
            "\(address) is no address of this machine: listen on 127.0.0.1, ::1, 0.0.0.0 or ::"
        case .unknownHost(let host, let reason):
            "the host \"\(host)\" cannot be resolved (\(reason)): give an address such as 127.0.0.1"
        case .pathTooLong(let path):
            "the Unix socket \"\(path)\" needs a path of 1 to 107 bytes"
        case .badActivation(let text):
            "LISTEN_FDS is \"\(text)\", it must be a number in 1...64: leave it to systemd"
        case .notListening(let descriptor, let error):
            "descriptor \(descriptor), handed over in LISTEN_FDS, is no listening stream socket (\(error))"
        case .system(let error):
            "cannot listen: \(error)"
        }
    }

    /// Words a system call's failure to bind.
    init(_ error: SystemError, at address: SocketAddress) {
        switch error.code {
        case EADDRINUSE: self = .addressInUse(address)
        case EACCES, EPERM, EROFS: self = .permissionDenied(address)
        case EADDRNOTAVAIL: self = .addressNotAvailable(address)
        default: self = .system(error)
        }
    }
}
