import Glibc
import Testing

@testable import CommandSupport

/// What a signal does, without one: signals are the whole process's. Tests/Product sends real ones.
struct InterruptionTests {
    private func longTask() -> Task<Void, any Error> {
        Task { try await Task.sleep(for: .seconds(3600)) }
    }

    @Test(.timeLimit(.minutes(1)), arguments: [SIGTERM, SIGINT])
    func `a signal cancels what is waited for, and its number is kept`(_ number: Int32) async throws {
        let interruption = await Interruption()
        #expect(interruption.signal == nil)
        let task = longTask()
        Task { [state = interruption.state] in state.interrupt(by: number) }
        await #expect(throws: Interrupted(signal: number)) { try await interruption.value(of: task) }
        #expect(task.isCancelled && interruption.signal == number)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a signal before anything is waited for cancels that, too`() async throws {
        let interruption = await Interruption()
        interruption.state.interrupt(by: SIGTERM)
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
