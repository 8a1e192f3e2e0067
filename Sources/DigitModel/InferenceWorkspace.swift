import Neural

/// The memory that one caller's inference needs, planned once: an activation for every step, and scratch.
public struct InferenceWorkspace: Sendable {
    /// Images that it takes at once.
    let images: Int

    /// Where each step's input lies, then the last one's output; the last entry is the scratch memory.
    let offsets: [Int]

    private var memory: [Float]

    /// Floats between the memory's beginning and the first cache line's.
    private var shift = 0

    /// A cache line: what vectors should not straddle.
    private static let line = 64

    init(_ steps: [any InferenceStep], images: Int) {
        precondition(images > 0)
        self.images = images
        let planes = steps.map(\.input) + steps.suffix(1).map(\.output)
        var offsets = [0]
        for plane in planes { offsets.append((offsets.last ?? 0) + images * plane.count) }
        self.offsets = offsets
        let scratch = steps.map { $0.scratchCount(images: images) }.max() ?? 0
        memory = [Float](repeating: 0, count: (offsets.last ?? 0) + scratch + Self.line)
    }

    /// Calls `body` with the memory that `offsets` count from.
    mutating func withMemory(_ body: (UnsafeMutablePointer<Float>) -> Void) {
        let shift = shift
        var current = shift
        unsafe memory.withUnsafeMutableBufferPointer { memory in
            guard let base = memory.baseAddress else { return }
            let past = Int(bitPattern: base) % Self.line
            current = (Self.line - past) % Self.line / MemoryLayout<Float>.stride
            // A copy may lie otherwise in its cache lines; then the planes' borders are elsewhere, too.
            if current != shift { unsafe memory.update(repeating: 0) }
            unsafe body(base + current)
        }
        self.shift = current
    }
}
