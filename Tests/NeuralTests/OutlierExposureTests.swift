import Glibc
import Testing

@testable import Neural

struct OutlierExposureTests {
    private let exposure = OutlierExposure(weight: 0.7, energyWeight: 0.3)

    private func ofOutlier(_ logits: [Float], scale: Float = 1) -> (loss: Float, gradient: [Float]) {
        var gradient = [Float](repeating: .nan, count: logits.count)
        let loss = unsafe logits.withUnsafeBufferPointer { logits in
            unsafe gradient.withUnsafeMutableBufferPointer { gradient in
                unsafe exposure.loss(ofOutlier: logits, scale: scale, gradient: gradient)
            }
        }
        return (loss, gradient)
    }

    private func ofMember(
        _ logits: [Float], scale: Float = 1, before: Float = 0
    ) -> (loss: Float, gradient: [Float]) {
        var gradient = [Float](repeating: before, count: logits.count)
        let loss = unsafe logits.withUnsafeBufferPointer { logits in
            unsafe gradient.withUnsafeMutableBufferPointer { gradient in
                unsafe exposure.loss(ofMember: logits, scale: scale, addingTo: gradient)
            }
        }
        return (loss, gradient)
    }

    private func energy(_ logits: [Double]) -> Double { log(logits.reduce(0) { $0 + exp($1) }) }

    @Test(arguments: [Float(-3), 0, 4])
    func `an outlier's loss and gradient agree with the definition`(_ level: Float) {
        let logits = noise(10, seed: 1).map { 3 * $0 + level }
        let f = { (logits: [Double]) in
            let evenness = logits.reduce(0) { $0 - ($1 - self.energy(logits)) } / Double(logits.count)
            return 0.7 * evenness + 0.3 * log(1 + exp(self.energy(logits)))
        }
        let (loss, gradient) = ofOutlier(logits, scale: 0.25)
        #expect(worstDifference([loss], [f(logits.map(Double.init))]) < 1e-6)
        let expected = centralDifferences(at: logits.map(Double.init), of: f).map { $0 / 4 }
        #expect(worstDifference(gradient, expected) < 1e-6)
    }

    @Test(arguments: [Float(-3), 0, 4])
    func `a member's loss and gradient are added to what there is`(_ level: Float) {
        let logits = noise(10, seed: 2).map { 3 * $0 + level }
        let f = { (logits: [Double]) in 0.3 * log(1 + exp(-self.energy(logits))) }
        let (loss, gradient) = ofMember(logits, scale: 0.25, before: 2)
        #expect(worstDifference([loss], [f(logits.map(Double.init))]) < 1e-6)
        let expected = centralDifferences(at: logits.map(Double.init), of: f).map { 2 + $0 / 4 }
        #expect(worstDifference(gradient, expected) < 1e-6)
    }

    @Test func `huge logits neither overflow nor lose the answer`() {
        // Floats near 1000 are 6e-5 apart.
        #expect(abs(ofOutlier([1000, 1000]).loss - (0.7 * log(2) + 0.3 * (1000 + log(2)))) < 1e-3)
        #expect(abs(ofOutlier([-1000, -1000]).loss - 0.7 * log(2)) < 1e-4)
        #expect(ofMember([1000, -1000]).loss == 0)
        #expect(ofMember([-1000, -2000]).loss == 300)
        #expect(ofMember([-1000, -2000]).gradient == [-0.3, 0])
    }

    @Test func `even and faint logits cost an outlier nearly nothing but the evenness itself`() {
        let (loss, gradient) = ofOutlier([Float](repeating: -30, count: 10))
        #expect(abs(loss - 0.7 * log(Float(10))) < 1e-6)
        #expect(gradient.allSatisfy { abs($0) < 1e-7 })
    }
}
