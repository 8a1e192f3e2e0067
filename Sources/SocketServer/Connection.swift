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

    /// Held only to be given back when the connection goes.
    private let permit: Admission.Permit
    private var output: [UInt8] = []
    private var sent = 0

    init(
        token: UInt64, socket: ClientSocket, peer: SocketAddress, permit: Admission.Permit,
        machine: ConnectionMachine
    ) {
        self.token = token
        self.socket = socket
        self.peer = peer
        self.permit = permit
        self.machine = machine
    }

    /// Whether bytes wait for the client to take them.
    var hasOutput: Bool { sent < output.count }

    /// What the poller should wait for now.
    ///
    /// Input that is not wanted is still waited for until some comes: mostly the answer is out before, and two
    /// system calls are saved.
    var wantedInterest: Poller.Interest {
        if machine.wantsInput { hasUnwantedInput = false }
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
