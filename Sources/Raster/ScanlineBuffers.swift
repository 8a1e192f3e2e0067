import Synchronization

/// Memory for inflated scanlines, lent to one picture after the other.
///
/// A block of 1 MiB or more, which the server's allocator has from the system and gives back each time, costs three
/// times what it takes to decode the 560x560 pixels in it: a page fault for every 4 KiB.
final class ScanlineBuffers: Sendable {
    /// One set for the whole process; it grows to as many buffers as pictures are read at the same time.
    static let shared = ScanlineBuffers()

    /// The largest that is kept: enough for 1000x1000 pixels of four bytes.
    private static let largestKept = 1 << 22

    private let idle = Mutex<[[UInt8]]>([])

    /// At least `count` bytes, of any value.
    func borrow(_ count: Int) -> [UInt8] {
        if let buffer = idle.withLock({ $0.popLast() }), buffer.count >= count { return buffer }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { $1 = count }
    }

    func giveBack(_ buffer: [UInt8]) {
        guard buffer.count <= Self.largestKept else { return }
        idle.withLock { $0.append(buffer) }
    }
}
