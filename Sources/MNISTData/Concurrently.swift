import Dispatch
import Synchronization

/// Calls `body` for every piece of `0..<count`, on all cores; the results are in order.
///
/// - Throws: what `body` threw for the first piece in order that it threw for.
func concurrently<Result: Sendable>(
    _ count: Int, piece size: Int, _ body: @Sendable (Range<Int>) throws -> Result
) throws -> [Result] {
    let pieces = (count + size - 1) / size
    let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: pieces))
    DispatchQueue.concurrentPerform(iterations: pieces) { index in
        let result = Swift.Result { try body(index * size..<min((index + 1) * size, count)) }
        results.withLock { $0[index] = result }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
}
