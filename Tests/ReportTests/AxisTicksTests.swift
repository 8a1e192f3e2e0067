import Neural
import Testing

@testable import Report

struct AxisTicksTests {
    private func texts(_ ticks: AxisTicks) -> [String] { ticks.ticks.map(\.text) }

    @Test(arguments: [
        (0.0...1.0, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]), (1...20, 7, ["5", "10", "15", "20"]),
        (1...3, 7, ["1.0", "1.5", "2.0", "2.5", "3.0"]),
        (0...0.00315, 6, ["0.000", "0.001", "0.002", "0.003"]),
        (-3...3, 4, ["\u{2212}2", "0", "2"]), (0...12_000, 4, ["0", "5000", "10000"]), (5...5, 4, []),
        (0...1, 0, []), (0...1.2e-8, 3, ["0", "5e-9", "1e-8"]),
        (0.31...0.34, 2, ["0.32", "0.34"]), (0...0.3, 4, ["0.0", "0.1", "0.2", "0.3"]),
    ])
    func `round numbers on a linear axis`(_ range: ClosedRange<Double>, _ most: Int, _ expected: [String]) {
        #expect(texts(.linear(in: range, most: most)) == expected)
    }

    @Test(arguments: [
        (0.015...0.85, 6, ["0.02", "0.05", "0.1", "0.2", "0.5"]), (1...1000, 4, ["1", "10", "100", "1000"]),
        (0.5...12_000, 3, ["1", "100", "10000"]),
        (0.001...1, 7, ["0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1"]),
        // Too narrow for two of them: a linear axis' numbers.
        (0.55...0.9, 6, ["0.6", "0.7", "0.8", "0.9"]),
    ])
    func `round numbers on a logarithmic axis`(
        _ range: ClosedRange<Double>, _ most: Int, _ expected: [String]
    ) {
        #expect(texts(.logarithmic(in: range, most: most)) == expected)
    }

    @Test func `whatever the range, ticks lie in it, evenly, and are as many as asked for at most`() {
        var generator = SplitMix64(seed: 5)
        for _ in 0..<500 {
            let low = Double(generator.uniform()) * 10 - 5
            let span = (0..<Int(generator.next() % 9)).reduce(Double(generator.uniform()) + 0.01) { span, _ in
                span / 10
            }
            let most = 2 + Int(generator.next() % 8)
            let ticks = AxisTicks.linear(in: low...low + span, most: most).ticks.map(\.value)
            // A range may miss all multiples but one of a step that would give too many if it were finer.
            #expect((1...most).contains(ticks.count), "\(low) \(span) \(most)")
            #expect(ticks.allSatisfy { $0 >= low - span * 1e-6 && $0 <= low + span * (1 + 1e-6) })
            let steps = zip(ticks.dropFirst(), ticks).map { $0 - $1 }
            #expect(steps.allSatisfy { abs($0 - (steps.first ?? 0)) < span * 1e-6 })
        }
    }

    @Test func `a scale draws its bounds at the ends of its range, and what lies outside there too`() {
        let linear = PlotScale(0...10, range: (200, 100))
        #expect([0, 5, 10, -3, 99].map(linear.position) == [200, 150, 100, 200, 100])
        let logarithmic = PlotScale(0.01...1, range: (0, 100), isLogarithmic: true)
        #expect([0.01, 0.1, 1].map { (logarithmic.position($0) * 1e6).rounded() / 1e6 } == [0, 50, 100])
        #expect(PlotScale(2...2, range: (0, 10)).position(2) == 5)
    }
}
