import Foundation
import Testing

@testable import MNISTData

@Suite struct InkTonesTests {
    private let ramp = (0...100).map { Float($0) / 100 }

    @Test func `brightness multiplies and cuts at full ink`() {
        #expect(distance(ramp.changed { InkTones.scale(&$0, by: 0.7) }, ramp.map { 0.7 * $0 }) < 1e-6)
        #expect(distance(ramp.changed { InkTones.scale(&$0, by: 1.5) }, ramp.map { min(1, 1.5 * $0) }) < 1e-6)
    }

    @Test(arguments: [-0.5, -0.2, 0, 0.3, 0.5] as [Float])
    func `contrast keeps ground, half and full ink, rises, and is as steep as it says`(_ amount: Float) {
        let bent = ramp.changed { InkTones.steepen(&$0, by: amount) }
        #expect(bent[0] == 0 && bent[50] == 0.5 && bent[100] == 1)
        #expect(zip(bent, bent.dropFirst()).allSatisfy { $0 < $1 })
        #expect(abs((bent[51] - bent[49]) / 0.02 - (1 + amount)) < 1e-3)
    }

    @Test func `noise has its deviation, and stays in 0...1`() {
        var stream = DistortionStream(key: 4, kind: .noise)
        let grey = [Float](repeating: 0.5, count: 40_000)
        let rough = grey.changed { InkTones.roughen(&$0, deviation: 0.1, from: &stream) }
        let mean = rough.reduce(0, +) / 40_000
        let square = rough.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
        #expect(abs(mean - 0.5) < 0.002 && abs(square.squareRoot() - 0.1) < 0.002)
        let ends = ramp.changed { InkTones.roughen(&$0, deviation: 1, from: &stream) }
        #expect(ends.allSatisfy { (0...1).contains($0) } && ends.contains(0) && ends.contains(1))
    }

    @Test func `the normal numbers are nearly normal`() {
        var stream = DistortionStream(key: 9, kind: .noise)
        let draws = (0..<50_000).map { _ in Double(stream.nearlyNormal()) }.sorted()
        let farthest = draws.enumerated().map { index, value in
            abs(Double(index) / 50_000 - 0.5 * erfc(-value / 2.squareRoot()))
        }.max()
        // What it is off by itself, and by chance three times in a hundred thousand at most.
        #expect(farthest ?? 1 < 0.005 + 0.01)
        #expect(draws.allSatisfy { abs($0) < 4.9 })
    }
}
