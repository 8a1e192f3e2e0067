import CLinux

/// What the C library's allocator does with memory that was freed.
enum Allocator {
    /// Keeps what a usual request needs, and returns what an unusual one took.
    ///
    /// Every block of 1 MiB or more goes back to the system as soon as it is freed. Left alone, glibc raises that
    /// size up to 32 MiB as large blocks come and go (mallopt(3), M_MMAP_THRESHOLD), and a server keeps for good
    /// what a few large requests once took: 149 MB instead of 24. Setting it also stops the trimming threshold from
    /// growing with it, and at 128 KiB most pictures' buffers went back and came again, page fault by page fault: a
    /// 280x280 canvas cost 600 us of system time, with half a MiB kept 40 us. Two arenas keep that twice, not once a
    /// thread; with 2 MiB each, ten minutes of load took the process from 28 to 31 MB.
    static func keepUsualBlocks() {
        // Each is refused only for a value beyond its limit.
        _ = mallopt(M_MMAP_THRESHOLD, 1 << 20)
        _ = mallopt(M_TRIM_THRESHOLD, 1 << 19)
        _ = mallopt(M_ARENA_MAX, 2)
    }
}
