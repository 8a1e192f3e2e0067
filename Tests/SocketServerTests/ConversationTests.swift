import HTTPCore
import SocketServer
import Testing

@Suite struct Conversation {
    @Test(arguments: ["127.0.0.1", "::1", "localhost"])
    func `requests follow each other on one connection`(_ host: String) async throws {
        try await TestServer.run(host: host) { server in
            try await server.client { client throws in
                for path in ["/", "/quick", "/"] {
                    let answer = try client.get(path)
                    #expect(answer?.status == 200)
                    #expect(answer?.body == "hello")
                    #expect(answer?.fields["date"]?.hasSuffix(" GMT") == true)
                    #expect(answer?.fields["x-request-id"]?.isEmpty == false)
                }
            }
        }
    }

    @Test func `pipelined requests are answered in order, by queue or at once`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                let count = 200
                var text = ""
                for index in 0..<count {
                    text += "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\(100 + index)"
                    text += "GET /quick HTTP/1.1\r\nHost: a\r\n\r\n"
                }
                try client.send(text)
                for index in 0..<count {
                    #expect(try client.readAnswer()?.body == "\(100 + index)")
                    #expect(try client.readAnswer()?.body == "hello")
                }
            }
        }
    }

    @Test func `a request may come a byte at a time`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                for byte
                    in "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"
                    .utf8
                {
                    try client.send([byte])
                }
                #expect(try client.readAnswer()?.body == "hi")
            }
        }
    }

    @Test func `HEAD has the fields of GET and no body`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                try client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.readAnswer(toHEAD: true)?.fields["content-length"] == "5")
                #expect(try client.get("/")?.body == "hello")
            }
        }
    }

    @Test func `the handler's refusals leave the connection open`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                #expect(try client.get("/nowhere")?.status == 404)
                let answer = try client.get("/echo")
                #expect(answer?.status == 405)
                #expect(answer?.fields["allow"] == "POST")
                #expect(try client.get("/")?.status == 200)
            }
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\n", 400, "missing_host"), ("GET / HTTP/1.1\n\n", 400, "bare_line_end"),
        ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n\r\n", 414, "request_line_too_long"),
        ("GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 20_000))\r\n\r\n", 431, "head_too_large"),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", 413, "body_too_large"),
        ("POST / HTTP/1.1\r\nHost: a\r\nExpect: x\r\nContent-Length: 1\r\n\r\n", 417, "unknown_expectation"),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "unknown_transfer_coding"),
        ("GET / HTTP/2.0\r\n\r\n", 505, "unsupported_version"),
    ])
    func `a refused request gets its status and the connection ends`(
        _ text: String, _ status: Int, _ code: String
    ) async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                #expect(try client.get("/")?.status == 200)
                try client.send(text + "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try client.readAnswer()
                #expect(answer?.status == status)
                #expect(answer?.body == code)
                #expect(answer?.fields["connection"] == "close")
                #expect(try client.readAnswer() == nil)
            }
        }
    }

    @Test func `a client that sends a refused body to its end still reads the answer`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                let size = 24 << 20
                try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(size)\r\n\r\n")
                try client.send([UInt8](repeating: 0, count: size))
                #expect(try client.readAnswer()?.status == 413)
                #expect(try client.readAnswer() == nil)
            }
        }
    }

    @Test func `100 Continue comes before the body and 413 instead of it`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                try client.send(
                    "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                #expect(try client.readAnswer()?.status == 100)
                try client.send("hi")
                #expect(try client.readAnswer()?.body == "hi")
                try client.send(
                    "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n"
                )
                #expect(try client.readAnswer()?.status == 413)
            }
        }
    }

    @Test func `a client that ends its side reads all its answers`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                try client.send(
                    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1GET / HTTP/1.1\r\nHost: a\r\n\r\n"
                )
                client.endSending()
                #expect(try client.readAnswer()?.body == "1")
                #expect(try client.readAnswer()?.body == "hello")
                #expect(try client.readAnswer() == nil)
            }
        }
    }

    @Test func `HTTP/1.0 ends after one answer unless it asks to stay`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                #expect(try client.readAnswer()?.fields["connection"] == "keep-alive")
                try client.send("GET / HTTP/1.0\r\n\r\n")
                #expect(try client.readAnswer()?.fields["connection"] == "close")
                #expect(try client.readAnswer() == nil)
            }
        }
    }

    @Test func `a large answer arrives whole`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                let size = try client.get("/large")?.body.utf8.count
                #expect(size == TestHandler.large.count)
                #expect(try client.get("/")?.status == 200)
            }
        }
    }

    @Test func `the log has one line a request`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                try client.send(
                    "POST /echo?q HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\nContent-Length: 3\r\n\r\nabc")
                #expect(try client.readAnswer()?.fields["x-request-id"] == "mine")
                try client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
                #expect(try client.readAnswer()?.status == 400)
            }
            await server.server.drain(deadline: .seconds(5))
            let lines = server.log.requests
            try #require(lines.count == 2)
            #expect(lines[0]["request_id"] == "mine")
            #expect(lines[0]["method"] == "POST")
            #expect(lines[0]["path"] == "/echo?q")
            #expect(lines[0]["status"] == "200")
            #expect(lines[0]["bytes"] == "3")
            #expect(lines[0]["note"] == "n")
            #expect(lines[0]["peer"]?.hasPrefix("127.0.0.1:") == true)
            #expect(lines[0]["duration_ms"].flatMap(Double.init).map { $0 >= 0 } == true)
            #expect(lines[1]["refusal"] == "repeated_host")
            #expect(lines[1]["path"] == "/")
        }
    }
}
