import FoundationEssentials
import Glibc

/// The smallest HTTP client: one GET, the status of its answer.
struct HTTPProbe {
    private enum Place {
        case tcp(host: String, port: String)
        case unix(path: String)
    }

    private let url: String
    private let place: Place
    private let target: String

    /// Takes `http://host:port/path`, or `unix:` and the path of a socket, whose server is asked for `/readyz`.
    init(_ url: String) throws(HealthCheckError) {
        self.url = url
        if url.hasPrefix("unix:") {
            place = .unix(path: String(url.dropFirst(5)))
            target = "/readyz"
            return
        }
        guard let parts = URL(string: url), parts.scheme == "http", let host = parts.host(), !host.isEmpty
        else {
            throw .badURL(url)
        }
        // An IPv6 address stands in brackets in a URL; Foundation drops them or not, as it pleases.
        place = .tcp(
            host: host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host,
            port: "\(parts.port ?? 80)")
        target = parts.path().isEmpty ? "/" : parts.path()
    }

    /// - Parameter timeout: seconds for each of connecting, writing and reading.
    func status(timeout: Int) throws(HealthCheckError) -> Int {
        let (socket, authority) = try connect(timeout: timeout)
        defer { close(socket) }
        let request = "GET \(target) HTTP/1.1\r\nHost: \(authority)\r\nConnection: close\r\n\r\n"
        let sent = unsafe Array(request.utf8).withUnsafeBytes { bytes in
            unsafe send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        guard sent == request.utf8.count else { throw .unreachable(url: url, reason: Self.reason(errno)) }
        // The status line is "HTTP/1.1 200 ...": its first twelve bytes tell.
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64)
        while answer.count < 12 {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv(socket, $0.baseAddress, $0.count, 0)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .noAnswer(url: url) }
            answer += buffer.prefix(count)
        }
        let line = String(decoding: answer.prefix(12), as: UTF8.self)
        guard line.hasPrefix("HTTP/1."), let status = Int(line.suffix(3)) else { throw .noAnswer(url: url) }
        return status
    }

    /// The connected socket, and what the Host field is to say.
    private func connect(timeout: Int) throws(HealthCheckError) -> (socket: Int32, authority: String) {
        switch place {
        case .unix(let path):
            return (try connect(path: path, timeout: timeout), "localhost")
        case .tcp(let host, let port):
            let name = host.contains(":") ? "[\(host)]" : host
            return (try connect(host: host, port: port, timeout: timeout), "\(name):\(port)")
        }
    }

    private func connect(path: String, timeout: Int) throws(HealthCheckError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // The path ends with a zero byte within its field.
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .badURL(url) }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let socket = unsafe withUnsafePointer(to: address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Self.socket(
                    AF_UNIX, connectedTo: $0, socklen_t(MemoryLayout<sockaddr_un>.size), timeout: timeout)
            }
        }
        guard let socket else { throw .unreachable(url: url, reason: Self.reason(errno)) }
        return socket
    }

    /// Connects to the first of the host's addresses that answers: a name may mean `::1` where a server listens on
    /// 127.0.0.1 alone.
    private func connect(host: String, port: String, timeout: Int) throws(HealthCheckError) -> Int32 {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, port, &hints, &list)
        guard code == 0 else {
            throw .unreachable(url: url, reason: unsafe String(cString: gai_strerror(code)))
        }
        defer { unsafe freeaddrinfo(list) }
        var reason = "it has no address"
        var next = unsafe list
        while let address = unsafe next?.pointee {
            let socket = unsafe Self.socket(
                address.ai_family, connectedTo: address.ai_addr, address.ai_addrlen, timeout: timeout)
            if let socket { return socket }
            reason = Self.reason(errno)
            unsafe next = address.ai_next
        }
        throw .unreachable(url: url, reason: reason)
    }

    /// Nil, and the reason in `errno`, where nobody answers there.
    private static func socket(
        _ family: Int32, connectedTo address: UnsafePointer<sockaddr>, _ size: socklen_t, timeout: Int
    ) -> Int32? {
        let socket = Glibc.socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return nil }
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        let limitSize = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, limitSize)
        unsafe setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, limitSize)
        guard unsafe Glibc.connect(socket, address, size) == 0 else {
            let code = errno
            close(socket)
            errno = code
            return nil
        }
        return socket
    }

    private static func reason(_ code: Int32) -> String {
        unsafe String(cString: strerror(code))
    }
}
