import Foundation
import Testing

@testable import Training

struct RunLockTests {
    @Test func `a second run at the same output is refused while the first goes on`() throws {
        let folder = try TemporaryFolder()
        let files = RunFiles(output: folder.output)
        do {
            let lock = try RunLock(files)
            #expect(throws: TrainingError.outputInUse(path: files.best)) { try RunLock(files) }
            // Another name for the same files.
            let around = RunFiles(output: folder.path + "/./run.safetensors")
            #expect(throws: TrainingError.outputInUse(path: around.best)) { try RunLock(around) }
            _ = try RunLock(RunFiles(output: folder.path + "/other.safetensors"))
            withExtendedLifetime(lock) {}
        }
        _ = try RunLock(files)
    }

    @Test func `nothing is left, and what a killed run left holds up nobody`() throws {
        let folder = try TemporaryFolder()
        let files = RunFiles(output: folder.output)
        try Data().write(to: URL(filePath: files.lock))
        do {
            let lock = try RunLock(files)
            #expect(try folder.names() == ["run.lock"])
            withExtendedLifetime(lock) {}
        }
        #expect(try folder.names() == [])
    }

    @Test func `a lock that cannot be made is named`() throws {
        let files = RunFiles(output: "/none/run.safetensors")
        #expect(throws: TrainingError.unwritable(path: files.lock, reason: "there is no such file")) {
            try RunLock(files)
        }
    }

    /// Each takes the lock again and again while the other removes its file: at no time both have it.
    @Test func `of many that want it at once one has it`() async throws {
        let folder = try TemporaryFolder()
        let files = RunFiles(output: folder.output)
        let owner = folder.path + "/owner"
        let taken = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var taken = 0
                    for _ in 0..<500 {
                        do {
                            let lock = try RunLock(files)
                            // Fails where another has it, too.
                            let mark = unsafe open(owner, O_CREAT | O_EXCL | O_WRONLY, 0o600)
                            #expect(mark >= 0)
                            close(mark)
                            unsafe _ = unlink(owner)
                            withExtendedLifetime(lock) {}
                            taken += 1
                        } catch {
                            #expect(error as? TrainingError == .outputInUse(path: files.best))
                        }
                    }
                    return taken
                }
            }
            return await group.reduce(0, +)
        }
        #expect(taken > 0)
    }
}
