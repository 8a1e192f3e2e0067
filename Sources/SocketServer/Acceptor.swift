import Glibc
import Logging

/// Takes connections off the listening sockets and hands them to the event loops in turn.
///
/// A lack of descriptors or memory makes it pause, never spin and never stop: the clients wait in the system's
/// backlog meanwhile.
final class Acceptor: Sendable {
    private static let pause = Duration.milliseconds(100)

    /// What one socket may have accepted before another has its turn.
    private static let share = 256

    private let sockets: [ListeningSocket]
    private let admission: Admission
    private let mailboxes: [EventLoopMailbox]
    private let stopSignal: WakeSignal
    private let logger: Logger

    init(
        sockets: [ListeningSocket], admission: Admission, mailboxes: [EventLoopMailbox], logger: Logger
    ) throws(SystemError) {
        self.sockets = sockets
        self.admission = admission
        self.mailboxes = mailboxes
        self.logger = logger
        stopSignal = try WakeSignal()
    }

    /// Makes `run()` take what still waits in the backlog, refuse the rest, and return.
    func stop() {
        stopSignal.raise()
    }

    /// Accepts until it is stopped; blocks its thread.
    func run() {
        var turn = 0
        var isShort = false
        while true {
            let isStopped = wait(isShort: isShort)
            do throws(SystemError) {
                for socket in sockets { try acceptSome(of: socket, &turn, all: isStopped) }
                isShort = false
            } catch {
                if !isShort { logger.error("cannot accept connections", metadata: ["error": "\(error)"]) }
                isShort = true
            }
            if isStopped {
                for socket in sockets { socket.stopListening() }
                return
            }
        }
    }

    private func acceptSome(of socket: ListeningSocket, _ turn: inout Int, all: Bool) throws(SystemError) {
        do throws(SystemError) {
            var count = 0
            while all || count < Self.share {
                try acceptOne(of: socket, &turn)
                count += 1
            }
        } catch  where error.isWouldBlock {
            return
        }
    }

    private func acceptOne(of socket: ListeningSocket, _ turn: inout Int) throws(SystemError) {
        do throws(SystemError) {
            let (client, peer) = try socket.accept()
            // Without a permit the descriptor closes here: there is no room left even to say so.
            guard let permit = admission.enter(peer) else { return }
            mailboxes[turn % mailboxes.count].post(.adopt(client, peer, permit))
            turn &+= 1
        } catch {
            // The client was gone before we came; accept(2) passes on network errors of the new connection too.
            let passing = [
                ECONNABORTED, EPROTO, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH, ENETUNREACH,
            ]
            guard passing.contains(error.code) else { throw error }
        }
    }

    /// Waits for a connection, or, when short of descriptors, for a moment; true once it is stopped.
    private func wait(isShort: Bool) -> Bool {
        let descriptors = [stopSignal.descriptor] + (isShort ? [] : sockets.map(\.descriptor))
        var polled = descriptors.map { pollfd(fd: $0.raw, events: Int16(POLLIN), revents: 0) }
        let timeout = isShort ? Self.pause.roundedUpMilliseconds : -1
        // Interrupted or not, the caller looks for itself.
        _ = unsafe poll(&polled, nfds_t(polled.count), timeout)
        return polled[0].revents != 0
    }
}
