import Dispatch
import Synchronization
import Testing

@testable import HTTPCore
@testable import SocketServer

@Suite struct `The access log` {
    private let date = HTTPDate(unixSeconds: 784_111_777)
    private let peer = SocketAddress(host: "::1", port: 80)

    private func exchange(target: String? = "/a?b", notes: [String: String] = [:]) -> Exchange {
        Exchange(
            id: "r-1", method: .get, target: target, status: .ok, bodySize: 3, duration: .microseconds(1500),
            notes: notes)
    }

    private func line(_ exchange: Exchange) -> String {
        text(exchange, as: .plain)
    }

    @Test func `has a line of pairs a request`() {
        #expect(
            line(exchange(notes: ["digit": "7"]))
                == "1994-11-06T08:49:37+0000 info test: method=GET path=/a?b status=200 bytes=3 duration_ms=1.5 "
                + "peer=[::1]:80 request_id=r-1 digit=7 [SocketServer] request\n")
    }

    @Test func `says what went wrong`() {
        var exchange = exchange(target: nil)
        (exchange.method, exchange.status, exchange.refusal, exchange.isAborted) = (nil, nil, "bad", true)
        let line = line(exchange)
        for pair in ["method=-", "path=-", "status=-", "refusal=bad", "aborted=true"] {
            #expect(line.contains(" \(pair) "))
        }
    }

    @Test(arguments: [
        ("a\nb\r\u{7F}\u{85}\u{1B}[0m", "a?b????[0m"), ("é\u{301}😀", "é\u{301}😀"),
        (String(repeating: "x", count: 300), String(repeating: "x", count: 256)),
    ])
    func `cannot have a line broken or flooded by a value`(_ value: String, _ shown: String) {
        #expect(line(exchange(notes: ["note": value])).contains(" note=\(shown) ["))
    }

    private func text(_ exchange: Exchange, as format: AccessLog.Format) -> String {
        let log = AccessLog(LogWriter { _ in true }, format: format, label: "test")
        return String(decoding: log.line(exchange, peer: peer, date: date), as: UTF8.self)
    }

    @Test func `has an object a request, where it is JSON`() {
        var exchange = exchange(target: "/a?\"\\b", notes: ["digit": "7", "odd": "\n\u{2028}\""])
        exchange.trace = TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        let line = text(exchange, as: .json)
        for part in [
            #"{"time":"1994-11-06T08:49:37+0000","level":"info","logger":"test","#, #""message":"request""#,
            #""method":"GET","path":"/a?\"\\b","status":"200","bytes":3,"duration_ms":1.5,"#,
            #""request_id":"r-1","trace_id":"0af7651916cd43dd8448eb211c80319c","parent_id":"b7ad6b7169203331""#,
            #""digit":"7""#, #""odd":"??\"""#,
        ] {
            #expect(line.contains(part), "\(part) in \(line)")
        }
        #expect(line.hasSuffix("}\n"))
        #expect(line.count(where: \.isNewline) == 1)
    }
}

@Suite struct `A log's writer` {
    private let line = Array((String(repeating: "x", count: 149) + "\n").utf8)

    @Test func `drops and counts lines while its output is stuck, and does not keep the end waiting`() async {
        let (entered, mayLeave) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let lines = LogLines()
        let writer = LogWriter { text in
            lines.append(text)
            entered.signal()
            mayLeave.wait()
            return true
        }
        writer.write(line)
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                entered.wait()
                continuation.resume()
            }
        }
        // 4 MiB of lines of 150 bytes.
        for _ in 0..<40_000 { writer.write(line) }
        let dropped = writer.droppedLines
        #expect((10_000..<20_000).contains(dropped))
        await writer.flush(within: .milliseconds(10))
        for _ in 0..<4 { mayLeave.signal() }
        await writer.flush(within: .seconds(3600))
        #expect(lines.texts.count { $0.hasPrefix("x") } == 40_001 - dropped)
        #expect(lines.texts.last == "log too slow: \(dropped) lines dropped")
    }

    @Test func `counts what a full disk has not taken, and tells it later`() async {
        let lines = LogLines()
        let isFull = Atomic(true)
        let writer = LogWriter { text in
            guard !isFull.load(ordering: .relaxed) else { return false }
            lines.append(text)
            return true
        }
        for _ in 0..<3 { writer.write(line) }
        await writer.flush(within: .seconds(3600))
        #expect(writer.droppedLines == 3)
        isFull.store(false, ordering: .relaxed)
        writer.write(line)
        await writer.flush(within: .seconds(3600))
        #expect(lines.texts.count == 2)
        #expect(lines.texts.last == "log too slow: 3 lines dropped")
        #expect(writer.droppedLines == 3)
    }
}
