/// A mean of the weights along a run, running statistics of batch norm included.
///
/// A batch norm's statistics belong to the weights before it, so those of averaged weights are not quite the average;
/// where the weights lie close together, at the end of a run, the two agree well, and a pass over the training images
/// is saved.
public protocol WeightAverage {
    /// What it keeps from step to step.
    var memory: [NamedBuffer] { get }

    /// Takes in the parameters that the step of that number, counted from 0, has left; nil where it does not.
    func update(with parameters: FloatBuffer, step: Int) -> ParameterUpdate?

    /// The mean after that many steps, which left `parameters`.
    func values(after steps: Int, parameters: FloatBuffer) -> [Float]
}
