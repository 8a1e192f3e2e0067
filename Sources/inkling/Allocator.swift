import CLinux

/// What the C library's allocator does with memory that was freed.
enum Allocator {
    /// Has every block of 1 MiB or more returned to the system as soon as it is freed.
    ///
    /// Left alone, glibc raises that size up to 32 MiB as large blocks come and go (mallopt(3), M_MMAP_THRESHOLD),
    /// and a server keeps for good what a few large requests once took: 149 MB instead of 24.
    static func returnLargeBlocks() {
        // Refused only for a size beyond its limit of 32 MiB.
        _ = mallopt(M_MMAP_THRESHOLD, 1 << 20)
    }
}
