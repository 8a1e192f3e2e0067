/// A fixed run of floats that owns its memory: aligned to 64 bytes (a cache line, an AVX-512 register), zero at first.
@safe
public final class FloatBuffer {
    public let count: Int
    let base: UnsafeMutablePointer<Float>

    public init(count: Int) {
        self.count = count
        let bytes = max(count, 1) * MemoryLayout<Float>.stride
        let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        unsafe base = raw.bindMemory(to: Float.self, capacity: max(count, 1))
        unsafe base.initialize(repeating: 0, count: max(count, 1))
    }

    public convenience init(_ values: [Float]) {
        self.init(count: values.count)
        copy(from: values)
    }

    deinit {
        unsafe UnsafeMutableRawPointer(base).deallocate()
    }

    /// The contents, for reading and writing within `body`.
    public func withContents<Result>(
        _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        try unsafe body(UnsafeMutableBufferPointer(start: base, count: count))
    }

    /// A copy of the contents.
    public var values: [Float] {
        unsafe Array(UnsafeBufferPointer(start: base, count: count))
    }

    /// Overwrites the first `values.count` floats.
    public func copy(from values: [Float]) {
        precondition(values.count <= count, "\(values.count) floats do not fit a buffer of \(count)")
        for (i, value) in values.enumerated() { unsafe base[i] = value }
    }

    /// Sets every float to zero.
    public func zero() {
        unsafe base.update(repeating: 0, count: count)
    }
}
