import HTTPCore

extension FuzzTarget {
    /// The head parser and the connection machine: the first byte says how the others are cut into pieces.
    ///
    /// However they are cut, the conversation is the same and comes to its end; and a request that was understood
    /// means the same when it is written out plainly and read again.
    static let requests = FuzzTarget(name: "requests") { input throws(Finding) in
        guard let first = input.first else { return }
        let bytes = input.dropFirst()
        let whole = try Conversation(bytes, pieceSize: max(bytes.count, 1))
        for size in Set([1, Int(first) + 1]) {
            let cut = try Conversation(bytes, pieceSize: size)
            try require(
                cut.events == whole.events, "whole: \(whole.events); in pieces of \(size): \(cut.events)")
        }
        for case .handled(let request) in whole.events { try requireSameMeaning(request) }
    }

    /// Writes the request out with nothing left to interpret, and reads that.
    private static func requireSameMeaning(_ request: HTTPRequest) throws(Finding) {
        let framing = ["content-length", "transfer-encoding", "expect"]
        let others = request.fields.filter { !framing.contains($0.name.lowercased()) }
        let version = request.version == .http10 ? "HTTP/1.0" : "HTTP/1.1"
        var text = "\(request.method.rawValue) \(request.target) \(version)\r\n"
        for field in others { text += "\(field.name): \(field.value)\r\n" }
        text += "Content-Length: \(request.body.count)\r\n\r\n"

        var parser = RequestParser(limits: HTTPLimits())
        // Bytes beyond ASCII are read as those of ISO 8859-1.
        parser.append(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } + request.body)
        let again: HTTPRequest?
        do throws(HTTPRefusal) {
            again = try parser.next()
        } catch {
            throw Finding("\(request) is refused when it is written out: \(error)")
        }
        guard let again else { throw Finding("\(request) is incomplete when it is written out") }
        try require(
            again.method == request.method && again.path == request.path && again.query == request.query
                && again.target == request.target && again.version == request.version
                && again.body == request.body
                && again.fields.filter { $0.name.lowercased() != "content-length" } == others,
            "\(request) becomes \(again)")
    }
}

/// A machine that is told bytes in pieces, then the end, and obeyed as the server does.
private struct Conversation {
    enum Event: Equatable {
        case handled(HTTPRequest)
        case refused(HTTPRefusal)
        case answered(HTTPStatus?)
        case endedSending
        case closed
    }

    private(set) var events: [Event] = []
    private var machine: ConnectionMachine

    /// Small, so that short inputs reach every limit.
    private static let limits = {
        var limits = HTTPLimits()
        limits.requestLine = 64
        limits.head = 256
        limits.fieldCount = 8
        limits.body = 128
        limits.chunkFraming = 64
        return limits
    }()

    init(_ bytes: ArraySlice<UInt8>, pieceSize: Int) throws(Finding) {
        machine = ConnectionMachine(id: "c", limits: Self.limits, at: .zero)
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: pieceSize)
        where machine.wantsInput {
            machine.received(bytes[start..<min(start + pieceSize, bytes.endIndex)], at: .zero)
            try obey()
        }
        machine.receivedEnd()
        try obey()
        try require(events.last == .closed, "the connection is not closed in the end: \(events)")
    }

    private mutating func obey() throws(Finding) {
        // A request has five bytes at least, and a handful of actions.
        for _ in 0..<100_000 {
            guard let action = machine.nextAction(at: .zero) else { return }
            try require(events.last != .closed, "after its end there is \(action)")
            switch action {
            case .handle(let request, _):
                events.append(.handled(request))
                machine.answered(.text(.ok, "hello"), date: HTTPDate(unixSeconds: 0), at: .zero)
            case .consider: _ = machine.wantsBody()
            case .refuse(let refusal, _):
                events.append(.refused(refusal))
                machine.answered(
                    HTTPResponse(status: refusal.status), date: HTTPDate(unixSeconds: 0), at: .zero)
            case .send: machine.sentAll()
            case .finished(let exchange): events.append(.answered(exchange.status))
            case .endSending: events.append(.endedSending)
            case .close: events.append(.closed)
            }
        }
        throw Finding("the machine does not rest: \(events.suffix(4))")
    }
}
