import HTTPCore

/// One connection as its event loop holds it: the machine that decides, the socket, and what waits to be sent.
///
/// A class without locks that is not Sendable: it never leaves the event loop that made it.
final class Connection {
    let token: UInt64
    let socket: ClientSocket
    let peer: SocketAddress
    var machine: ConnectionMachine
    /// What the poller waits for on our behalf.
    var interest: Poller.Interest = .read
    /// Whether input came while the machine did not want it; until it does, the poller is not to tell again.
    var hasUnwantedInput = false

    /// Whether this connection waits for its next turn, with requests that are here already.
    var awaitsTurn = false
    /// Left where the connection is lost.
    let presence = ClientPresence()

    /// Held only to be given back when the connection goes.
    private let permit: Admission.Permit
    private let bodies: BodyBudget
    /// What of `bodies` is ours: the current request's body as far as it is here, until it is answered.
    private var claimed = 0
    private var output: [UInt8] = []
    private var sent = 0

    init(
        token: UInt64, socket: ClientSocket, peer: SocketAddress, permit: Admission.Permit,
        bodies: BodyBudget,
        machine: ConnectionMachine
    ) {
        self.token = token
        self.socket = socket
        self.peer = peer
        self.permit = permit
        self.bodies = bodies
        self.machine = machine
    }

    deinit {
        releaseBody()
    }

    /// Claims what the incomplete body holds by now; false where all bodies together are too many.
    func claimBody() -> Bool {
        let more = machine.heldBodySize - claimed
        guard more > 0 else { return true }
        guard bodies.claim(more) else { return false }
        claimed += more
        return true
    }

    /// Gives back what the last request's body held.
    func releaseBody() {
        guard claimed > 0 else { return }
        bodies.release(claimed)
        claimed = 0
    }

    /// Whether bytes from the client are of use now; they are not before those that are here have had their turn.
    var wantsInput: Bool { machine.wantsInput && !awaitsTurn }

    /// How many bytes wait for the client to take them.
    var unsent: Int { output.count - sent }

    /// Whether bytes wait for the client to take them.
    var hasOutput: Bool { sent < output.count }

    /// What the poller should wait for now.
    ///
    /// Input that is not wanted is still waited for until some comes: mostly the answer is out before, and two
    /// system calls are saved.
    var wantedInterest: Poller.Interest {
        if wantsInput { hasUnwantedInput = false }
        let reading: Poller.Interest = hasUnwantedInput ? [] : .read
        return hasOutput ? reading.union(.write) : reading
    }

    /// Puts bytes behind those that wait.
    func enqueue(_ bytes: [UInt8]) {
        if hasOutput { output.append(contentsOf: bytes) } else { output = bytes }
    }

    /// Sends as much as the client takes; true when nothing is left.
    func flush() throws(SystemError) -> Bool {
        while hasOutput {
            do throws(SystemError) {
                sent += try socket.send(output[sent...])
            } catch  where error.isWouldBlock {
                return false
            }
        }
        output = []
        sent = 0
        return true
    }
}
