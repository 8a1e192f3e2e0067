import FoundationEssentials
import Glibc

/// The smallest HTTP client: one GET, the status of its answer.
struct HTTPProbe {
    private let url: String
    private let host: String
    private let port: String
    private let target: String

    init(_ url: String) throws(HealthCheckError) {
        guard let parts = URL(string: url), parts.scheme == "http", let host = parts.host(), !host.isEmpty
        else {
            throw .badURL(url)
        }
        self.url = url
        // An IPv6 address stands in brackets in a URL; Foundation drops them or not, as it pleases.
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = "\(parts.port ?? 80)"
        target = parts.path().isEmpty ? "/" : parts.path()
    }

    /// - Parameter timeout: seconds for each of connecting, writing and reading.
    func status(timeout: Int) throws(HealthCheckError) -> Int {
        let socket = try connect(timeout: timeout)
        defer { close(socket) }
        let authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
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

    /// Connects to the first of the host's addresses that answers: a name may mean `::1` where a server listens on
    /// 127.0.0.1 alone.
    private func connect(timeout: Int) throws(HealthCheckError) -> Int32 {
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
            if let socket = unsafe Self.socket(connectedTo: address, timeout: timeout) { return socket }
            reason = Self.reason(errno)
            unsafe next = address.ai_next
        }
        throw .unreachable(url: url, reason: reason)
    }

    /// Nil, and the reason in `errno`, where nobody answers there.
    private static func socket(connectedTo address: addrinfo, timeout: Int) -> Int32? {
        let socket = unsafe Glibc.socket(address.ai_family, address.ai_socktype, 0)
        guard socket >= 0 else { return nil }
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        unsafe setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        guard unsafe Glibc.connect(socket, address.ai_addr, address.ai_addrlen) == 0 else {
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
