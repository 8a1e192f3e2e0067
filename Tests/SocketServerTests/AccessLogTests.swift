import Dispatch
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
        String(
            decoding: AccessLogLine(exchange, peer: peer, date: date, label: "test").bytes, as: UTF8.self)
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

    @Test func `drops and counts lines while its output is stuck`() async {
        let (entered, mayLeave) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let lines = LogLines()
        let log = AccessLog(label: "test") { text in
            lines.append(text)
            entered.signal()
            mayLeave.wait()
        }
        log.record(exchange(), peer: peer, date: date)
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                entered.wait()
                continuation.resume()
            }
        }
        // 4 MiB of lines of about 150 bytes.
        for _ in 0..<40_000 { log.record(exchange(), peer: peer, date: date) }
        for _ in 0..<3 { mayLeave.signal() }
        await log.flush()
        let kept = lines.requests.filter { $0["request_id"] == "r-1" }.count
        #expect((20_000..<40_000).contains(kept))
        #expect(lines.texts.last == "access log too slow: \(40_001 - kept) lines dropped")
    }
}
