import Foundation
import HTTPCore
import SocketServer
import Testing

/// An independent client's view.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"))) struct Curl {
    private func curl(_ arguments: [String], to server: TestServer, _ path: String) async throws -> String {
        let url = "http://\(server.address)\(path)"
        return try await blocking {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
            process.arguments =
                ["--silent", "--show-error", "--max-time", "5", "--noproxy", "*"] + arguments + [url]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            return String(decoding: data, as: UTF8.self)
        }
    }

    @Test(arguments: [[], ["--http1.0"], ["--http1.1", "--header", "Connection: close"]])
    func `GET`(_ arguments: [String]) async throws {
        try await TestServer.run { server async throws in
            #expect(try await curl(arguments, to: server, "/") == "hello")
        }
    }

    @Test func `HEAD`() async throws {
        try await TestServer.run { server in
            let text = try await curl(["--head"], to: server, "/")
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(text.contains("\r\nContent-Length: 5\r\n"))
        }
    }

    // curl expects 100-continue for a body of more than a megabyte.
    @Test(arguments: [[], ["--header", "Transfer-Encoding: chunked"], ["--header", "Expect: 100-continue"]])
    func `a large upload`(_ arguments: [String]) async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let text = String(repeating: "0123456789abcdef", count: 200_000)
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var limits = HTTPLimits()
        limits.body = 4 << 20
        try await TestServer.run(limits: limits) { server in
            let echo = try await curl(arguments + ["--data-binary", "@\(file.path)"], to: server, "/echo")
            #expect(echo == text)
        }
    }

    @Test func `a second request reuses the connection`() async throws {
        try await TestServer.run { server in
            let count = try await curl(
                ["--write-out", "%{num_connects}", "http://\(server.address)/"], to: server, "/")
            #expect(count == "hello1hello0")
        }
    }
}
