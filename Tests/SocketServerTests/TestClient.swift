import Dispatch
import Glibc
import SocketServer

/// A raw socket that says exactly what a test wants; every call gives up after five seconds.
///
/// Its calls block, so they run in `blocking`, not on the threads of Swift's tasks.
final class TestClient {
    struct Failure: Error, Equatable {
        let call: String
        let code: Int32
    }

    let raw: Int32
    private var received: [UInt8] = []

    init(_ address: SocketAddress) throws {
        raw = try Self.socket(for: address)
        try connect(to: address)
    }

    /// A socket that is not connected yet.
    init(unconnectedFor address: SocketAddress) throws {
        raw = try Self.socket(for: address)
    }

    private static func socket(for address: SocketAddress) throws -> Int32 {
        let family = address.isUnix ? AF_UNIX : address.host.contains(":") ? AF_INET6 : AF_INET
        let raw = Glibc.socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard raw >= 0 else { throw Failure(call: "socket", code: errno) }
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            unsafe setsockopt(raw, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        return raw
    }

    deinit { Glibc.close(raw) }

    func connect(to address: SocketAddress) throws {
        if address.isUnix { return try connect(toUnix: address.host.dropFirst("unix:".count)) }
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_NUMERICHOST
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(address.host, "\(address.port)", &hints, &found) == 0,
            let first = unsafe found?.pointee
        else { throw Failure(call: "getaddrinfo", code: 0) }
        defer { unsafe freeaddrinfo(found) }
        guard unsafe Glibc.connect(raw, first.ai_addr, first.ai_addrlen) == 0 else {
            throw Failure(call: "connect", code: errno)
        }
    }

    private func connect(toUnix path: Substring) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let result = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure(call: "connect", code: errno) }
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes[sent...].withUnsafeBytes {
                unsafe Glibc.send(raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(call: "send", code: errno) }
            sent += count
        }
    }

    func endSending() { shutdown(raw, Int32(SHUT_WR)) }

    /// Makes the descriptor's end a reset instead of a farewell.
    func resetWhenClosed() {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(raw, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Takes an address of this machine to come from, before it connects.
    func bind(to host: String) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        guard unsafe inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            throw Failure(call: "inet_pton", code: 0)
        }
        let status = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.bind(raw, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure(call: "bind", code: errno) }
    }

    /// Keeps the receiving window small, so that the server cannot push a large answer into it.
    func narrowWindow() {
        var size: Int32 = 4096
        unsafe setsockopt(raw, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Reads some more; false at the server's end.
    private func fill() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = unsafe recv(raw, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Failure(call: "recv", code: errno) }
        received.append(contentsOf: buffer[..<count])
        return count > 0
    }

    /// What comes until the server ends its side.
    func readAll() throws -> String {
        while try fill() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    struct Answer: Equatable {
        var status: Int
        var fields: [String: String]
        var body: String
    }

    /// One answer, its body by Content-Length; nil at the server's end.
    func readAnswer(toHEAD isHEAD: Bool = false) throws -> Answer? {
        var end = headEnd()
        while end == nil {
            guard try fill() else {
                guard received.isEmpty else { throw Failure(call: "half an answer", code: 0) }
                return nil
            }
            end = headEnd()
        }
        guard let end else { return nil }
        let lines = String(decoding: received[..<end], as: UTF8.self).split(separator: "\r\n")
        let status = Int(lines[0].split(separator: " ")[1]) ?? 0
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            fields[line[..<colon].lowercased()] = String(line[colon...].dropFirst(2))
        }
        received.removeFirst(end + 4)
        let length = isHEAD || status < 200 ? 0 : Int(fields["content-length"] ?? "0") ?? 0
        while received.count < length {
            guard try fill() else { throw Failure(call: "half a body", code: 0) }
        }
        let body = String(decoding: received[..<length], as: UTF8.self)
        received.removeFirst(length)
        return Answer(status: status, fields: fields, body: body)
    }

    private func headEnd() -> Int? {
        let mark = Array("\r\n\r\n".utf8)
        guard received.count >= 4 else { return nil }
        return (0...(received.count - 4)).first { received[$0..<$0 + 4].elementsEqual(mark) }
    }

    /// Sends a GET and reads its answer.
    func get(_ path: String, _ fields: String = "") throws -> Answer? {
        try send("GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        return try readAnswer()
    }
}

/// Runs blocking work on a thread of its own, so that the tests cannot starve each other.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "test-client").async {
            continuation.resume(with: Result { try work() })
        }
    }
}
