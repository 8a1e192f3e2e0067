/// One step of a network in training: forward beside backward, each over a whole batch, shared out by the team.
protocol Layer {
    /// Floats of scratch memory that each worker needs.
    var scratchCount: Int { get }

    /// y = f(x).
    func forward(_ x: Batch, into y: Batch, _ pass: Pass)

    /// dx = (∂y/∂x)ᵀ dy, written to `dx` where somebody wants it; the gradients of the layer's own parameters are
    /// written to the pass's.
    ///
    /// `x` and `y` are what `forward` was given and made in this pass.
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass)
}

extension Layer {
    var scratchCount: Int { 0 }
}

/// What the layers share during one pass over one batch.
@safe
struct Pass {
    /// The network's parameter block.
    let parameters: UnsafeMutablePointer<Float>

    /// The gradients of all trained parameters.
    let gradients: UnsafeMutablePointer<Float>

    /// Scratch memory for every worker, one after the other.
    let scratch: UnsafeMutablePointer<Float>
    let scratchStride: Int

    let team: Team

    /// Batch statistics and dropout, or running statistics and none.
    let isTraining: Bool

    /// Seeds dropout: another number for every step.
    let seed: UInt64

    /// The gradient of the parameter at `offset`.
    func gradient(at offset: Int) -> UnsafeMutablePointer<Float> {
        unsafe gradients + offset
    }

    func scratch(of worker: Int) -> UnsafeMutablePointer<Float> {
        unsafe scratch + worker * scratchStride
    }
}
