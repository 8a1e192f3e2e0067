import HTTPCore
import Synchronization

/// How other threads reach an event loop: messages in order, and a signal that wakes it.
final class EventLoopMailbox: Sendable {
    /// What an event loop is told.
    enum Message: Sendable {
        /// Serve this connection, or tell it why not.
        case adopt(ClientSocket, SocketAddress, Admission.Permit)
        /// A handler's answer to the request that the connection of this token gave out.
        case answered(token: UInt64, HTTPResponse)
        /// Finish what is begun, cut the rest at this time, then end.
        case drain(until: Duration)
    }

    let signal: WakeSignal
    private let messages = Mutex<[Message]>([])

    init() throws(SystemError) {
        signal = try WakeSignal()
    }

    /// Leaves a message; never blocks for longer than another message takes to be left.
    func post(_ message: Message) {
        let wasEmpty = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if wasEmpty { signal.raise() }
    }

    /// Takes all messages; for the loop alone.
    func takeAll() -> [Message] {
        signal.lower()
        return messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }
}
