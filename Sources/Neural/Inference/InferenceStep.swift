/// One step of an inference plan, from a batch of activations to the next.
public protocol InferenceStep: Sendable {
    /// What the step reads, and how it must lie.
    var input: PlaneLayout { get }

    /// What the step writes; its shape follows from the input, its border from the next step's `input`.
    var output: PlaneLayout { get }

    /// Floats of scratch memory for a batch of that many images.
    func scratchCount(images: Int) -> Int

    /// Takes `images` activations at `x` to as many at `y`.
    func run(
        images: Int, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>)
}

extension InferenceStep {
    public func scratchCount(images: Int) -> Int { 0 }
}
