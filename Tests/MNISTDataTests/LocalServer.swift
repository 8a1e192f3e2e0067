import Foundation
import Glibc
import Synchronization

/// An HTTP server on a free port of this machine that answers each path as told, well or badly.
final class LocalServer: Sendable {
    /// What a path is answered with; any other path with 404.
    enum Answer: Sendable, CustomStringConvertible {
        /// Status 200, a Content-Length, the body.
        case body([UInt8])
        /// Status 200 with a Content-Length of `announced`, then this, then a closed connection.
        case cut([UInt8], announced: Int)
        /// Status 200 without a Content-Length: the body ends with the connection.
        case unannounced([UInt8])
        /// Another status with an empty body.
        case status(Int)
        /// The head and nothing more, the connection left open.
        case silence
        /// Not even the head, the connection left open.
        case deafness

        /// Short enough for a test's report: bodies by their size alone.
        var description: String {
            switch self {
            case .body(let body): "body of \(body.count)"
            case .cut(let body, let announced): "\(body.count) of \(announced) announced"
            case .unannounced(let body): "\(body.count) unannounced"
            case .status(let code): "status \(code)"
            case .silence: "silence"
            case .deafness: "deafness"
            }
        }
    }

    let port: UInt16
    private let listener: Int32
    private let answers: [String: Answer]
    private let log = Mutex<[String]>([])
    private let held = Mutex<[Int32]>([])

    /// The heads of the requests so far, in order.
    var requests: [String] { log.withLock(\.self) }

    /// The address of a folder on this server.
    func url(_ folder: String) -> String { "http://127.0.0.1:\(port)\(folder)" }

    /// Listens and answers from now on.
    init(_ answers: [String: Answer]) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let ready = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, size) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, $0, &size) == 0
            }
        }
        guard ready else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        port = UInt16(bigEndian: address.sin_port)
        self.answers = answers
        Thread { [self] in serve() }.start()
    }

    /// Stops listening and drops every connection.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        held.withLock { $0.forEach { close($0) } }
    }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            let head = readHead(connection)
            log.withLock { $0.append(head) }
            let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            let answer = answers[path] ?? .status(404)
            write(answer.bytes, to: connection)
            switch answer {
            case .silence, .deafness: held.withLock { $0.append(connection) }
            case .body, .cut, .unannounced, .status: close(connection)
            }
        }
        close(listener)
    }

    /// The request up to its empty line.
    private func readHead(_ connection: Int32) -> String {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), unsafe read(connection, &byte, 1) == 1 {
            head.append(byte)
        }
        return String(decoding: head, as: UTF8.self)
    }

    /// Writes as much as the other side takes: it may well have gone away.
    private func write(_ bytes: [UInt8], to connection: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes {
                unsafe send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }
}

extension LocalServer.Answer {
    /// The answer on the wire.
    fileprivate var bytes: [UInt8] {
        switch self {
        case .body(let body): Self.head("200 OK", length: body.count) + body
        case .cut(let body, let announced): Self.head("200 OK", length: announced) + body
        case .unannounced(let body): Self.head("200 OK", length: nil) + body
        case .status(let code): Self.head("\(code) Because", length: 0)
        case .silence: Self.head("200 OK", length: 1000)
        case .deafness: []
        }
    }

    private static func head(_ status: String, length: Int?) -> [UInt8] {
        let contentLength = length.map { "Content-Length: \($0)\r\n" } ?? ""
        return Array("HTTP/1.1 \(status)\r\n\(contentLength)Connection: close\r\n\r\n".utf8)
    }
}
