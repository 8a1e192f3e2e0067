/// A view of `count` samples of one shape, one after the other in NHWC: (B, H, W, C).
///
/// It borrows its memory: whoever makes one keeps the `FloatBuffer` alive for as long as the view is used.
@safe
public struct Batch {
    let base: UnsafeMutablePointer<Float>
    public let count: Int
    public let shape: Shape

    /// A view of the first `count` samples of `buffer`.
    public init(_ buffer: FloatBuffer, count: Int, shape: Shape) {
        precondition(count * shape.count <= buffer.count, "the buffer is too small for the batch")
        unsafe base = buffer.base
        self.count = count
        self.shape = shape
    }

    /// The first float of sample `index`.
    func sample(_ index: Int) -> UnsafeMutablePointer<Float> {
        unsafe base + index * shape.count
    }
}
