import CommandSupport
import Glibc
import Testing

/// One after the other: a signal is the whole process's.
@Suite(.serialized) struct InterruptionTests {
    private func longTask() -> Task<Void, any Error> {
        Task { try await Task.sleep(for: .seconds(3600)) }
    }

    @Test(.timeLimit(.minutes(1)), arguments: [SIGTERM, SIGINT])
    func `a signal cancels what is waited for, and its number is kept`(_ number: Int32) async throws {
        let interruption = await Interruption()
        #expect(interruption.signal == nil)
        let task = longTask()
        Task { kill(getpid(), number) }
        await #expect(throws: Interrupted(signal: number)) { try await interruption.value(of: task) }
        #expect(task.isCancelled && interruption.signal == number)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a signal before anything is waited for cancels that, too`() async throws {
        let interruption = await Interruption()
        kill(getpid(), SIGTERM)
        while interruption.signal == nil { await Task.yield() }
        await #expect(throws: Interrupted(signal: SIGTERM)) { try await interruption.value(of: longTask()) }
    }

    @Test func `a task that nobody interrupts ends as it does`() async throws {
        let interruption = await Interruption()
        #expect(try await interruption.value(of: Task { 3 }) == 3)
        await #expect(throws: CancellationError.self) {
            try await interruption.value(of: Task { throw CancellationError() } as Task<Void, any Error>)
        }
    }
}
