/// Where a server listens.
public enum Endpoint: Sendable, Hashable {
    /// A TCP port of an IPv4 or IPv6 address, or of a name that means one; port 0 lets the system choose.
    case tcp(host: String, port: UInt16)
    /// A Unix socket: a file made anew with these permission bits, and removed at the end.
    case unix(path: String, mode: UInt32)
    /// A socket that listens already, as systemd hands it over; it goes on listening for its owner at the end.
    case inherited(descriptor: Int32)

    /// The sockets that systemd opened for this process (sd_listen_fds(3)); none where it opened none.
    ///
    /// - Throws: `ListenError.badActivation` where `LISTEN_FDS` is meant for this process and is no number of sockets.
    public static func inherited(
        environment: [String: String], processID: Int32
    ) throws(ListenError) -> [Endpoint] {
        // The variables pass on to children, for which they are not meant.
        guard environment["LISTEN_PID"] == "\(processID)", let text = environment["LISTEN_FDS"] else {
            return []
        }
        guard let count = Int32(text), (1...64).contains(count) else { throw .badActivation(text) }
        // SD_LISTEN_FDS_START
        return (0..<count).map { .inherited(descriptor: 3 + $0) }
    }
}
