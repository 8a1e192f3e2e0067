import Glibc
import Testing

@testable import Neural

struct CrossEntropyTests {
    private func run(_ logits: [Float], label: Int, smoothing: Float, weight: Float = 1) -> (
        loss: Float, gradient: [Float]
    ) {
        var gradient = [Float](repeating: .nan, count: logits.count)
        let loss = unsafe logits.withUnsafeBufferPointer { logits in
            unsafe gradient.withUnsafeMutableBufferPointer { gradient in
                unsafe CrossEntropy(labelSmoothing: smoothing).loss(
                    logits: logits, label: label, weight: weight, gradient: gradient)
            }
        }
        return (loss, gradient)
    }

    /// -Σ target · log softmax, as the definition has it.
    private func naive(_ logits: [Double], label: Int, smoothing: Double) -> Double {
        let sum = logits.reduce(0) { $0 + exp($1) }
        return logits.indices.reduce(0) { loss, k in
            let target = smoothing / Double(logits.count) + (k == label ? 1 - smoothing : 0)
            return loss - target * log(exp(logits[k]) / sum)
        }
    }

    @Test(arguments: [Float(0), 0.05, 0.3], [0, 4, 9])
    func `loss and gradient agree with the definition`(_ smoothing: Float, _ label: Int) {
        let logits = noise(10, seed: 1).map { 5 * $0 }
        let (loss, gradient) = run(logits, label: label, smoothing: smoothing, weight: 0.25)
        let f = { self.naive($0, label: label, smoothing: Double(smoothing)) }
        #expect(worstDifference([loss], [f(logits.map(Double.init))]) < 1e-6)
        let expected = centralDifferences(at: logits.map(Double.init), of: f).map { $0 / 4 }
        #expect(worstDifference(gradient, expected) < 1e-6)
    }

    @Test func `huge logits neither overflow nor lose the answer`() {
        let right = run([10_000, 0, -10_000], label: 0, smoothing: 0)
        #expect(right.loss == 0)
        #expect(right.gradient == [0, 0, 0])
        let wrong = run([10_000, 0, -10_000], label: 2, smoothing: 0)
        #expect(wrong.loss == 20_000)
        #expect(wrong.gradient == [1, 0, -1])
    }

    @Test func `equal logits cost the logarithm of the number of classes`() {
        #expect(abs(run([3, 3, 3, 3], label: 1, smoothing: 0).loss - log(Float(4))) < 1e-6)
    }

    @Test func `softmax and its logarithm of the sum agree with the definition`() {
        let logits: [Float] = [-2, 0.5, 3]
        let halved = logits.map { exp(Double($0) / 2) }
        #expect(
            worstDifference(softmax(logits, temperature: 2), halved.map { $0 / halved.reduce(0, +) }) < 1e-6)
        #expect(worstDifference([logSumExp(logits)], [log(logits.reduce(0) { $0 + exp(Double($1)) })]) < 1e-6)
        #expect(softmax([1e30, 0]) == [1, 0])
        #expect(logSumExp([1e30, 0]) == 1e30)
    }
}
