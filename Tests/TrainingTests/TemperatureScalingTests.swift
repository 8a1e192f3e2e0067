import Glibc
import Neural
import Testing

@testable import Training

struct TemperatureScalingTests {
    private func loss(_ logits: [[Float]], _ labels: [Int], _ temperature: Float) -> Double {
        zip(logits, labels).reduce(0) { sum, pair in
            let exponentials = pair.0.map { exp(Double($0 / temperature)) }
            return sum - log(exponentials[pair.1] / exponentials.reduce(0, +))
        }
    }

    @Test(arguments: [Float(0.5), 1, 3])
    func `the temperature that labels were drawn with is found again`(_ temperature: Float) {
        var generator = SplitMix64(seed: 7)
        let logits = (0..<1500).map { _ in (0..<5).map { _ in 3 * generator.normal() } }
        let labels = logits.map { row in
            var rest = generator.uniform()
            let probabilities = softmax(row, temperature: temperature)
            return probabilities.firstIndex { probability in
                rest -= probability
                return rest < 0
            } ?? 4
        }
        let found = TemperatureScaling().fit(logits: logits, labels: labels)
        // As near as that many labels tell, and no neighbour is better.
        #expect(abs(found / temperature - 1) < 0.1)
        let least = loss(logits, labels, found)
        #expect(least <= loss(logits, labels, found * 1.02))
        #expect(least <= loss(logits, labels, found / 1.02))
    }

    @Test func `it stays within its bounds where there is no best`() {
        let logits: [[Float]] = [[0.1, 0], [0, 0.1]]
        #expect(abs(TemperatureScaling().fit(logits: logits, labels: [0, 1]) - 0.05) < 1e-3)
        #expect(abs(TemperatureScaling().fit(logits: logits, labels: [1, 0]) - 20) < 0.05)
    }
}
