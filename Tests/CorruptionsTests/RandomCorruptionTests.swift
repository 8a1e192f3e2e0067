import Foundation
import TestSupport
import Testing

@testable import Corruptions

/// What the random corruptions are, on the mean of many pixels or whatever was drawn.
struct RandomCorruptionTests {
    private func even(_ value: Float, side: Int = 200) -> InkPlane {
        InkPlane(width: side, height: side) { _, _ in value }
    }

    private func mean(_ values: [Float]) -> Double {
        values.reduce(0) { $0 + Double($1) } / Double(values.count)
    }

    @Test func `shot noise counts photons: whole ones, with a variance of their mean`() {
        var generator = SplitMix64(seed: 1)
        let counts = ShotNoise(photons: 3).applied(to: even(0.2), using: &generator).values.map { $0 * 3 }
        #expect(counts.allSatisfy { abs($0 - $0.rounded()) < 1e-5 })
        // More than three are clipped: of a mean of .6, one in 300.
        #expect(abs(mean(counts) - 0.6) < 0.02)
        #expect(abs(mean(counts.map { ($0 - 0.6) * ($0 - 0.6) }) - 0.6) < 0.04)
        let dark = ShotNoise().applied(to: even(0), using: &generator)
        #expect(dark.values.allSatisfy { $0 == 0 })
    }

    @Test func `impulse noise makes a sixth of the pixels black or white`() {
        var generator = SplitMix64(seed: 2)
        let values = ImpulseNoise().applied(to: even(0.5), using: &generator).values
        let (black, white) = (values.count { $0 == 0 }, values.count { $0 == 1 })
        #expect(black + white + values.count { $0 == 0.5 } == values.count)
        #expect(abs(Double(black) / Double(values.count) - 0.085) < 0.005)
        #expect(abs(Double(white) / Double(values.count) - 0.085) < 0.005)
    }

    @Test func `glass moves ink about, and loses none`() {
        var generator = SplitMix64(seed: 3)
        let ring = CorruptionTests.ring
        let made = GlassBlur().applied(to: ring, using: &generator)
        #expect(abs(mean(made.values) / mean(ring.values) - 1) < 1e-4)
        let soft = GaussianFilter(sigma: 0.7).applied(to: GaussianFilter(sigma: 0.7).applied(to: ring))
        let off = zip(made.values, soft.values).map { abs($0 - $1) }
        #expect((0.005...0.1).contains(mean(off)))
    }

    @Test func `fog lies over all, and the digit shows through by a quarter`() {
        var generator = SplitMix64(seed: 4)
        let (ring, seen) = (CorruptionTests.ring, Fog().applied(to: CorruptionTests.ring, using: &generator))
        let veil = zip(ring.values, seen.values).map { $1 - $0 / 4 }
        #expect(veil.allSatisfy { (-1e-6...0.75 + 1e-6).contains($0) })
        // It is uneven over the picture, and smooth from pixel to pixel.
        let steps = zip(veil, veil.dropFirst()).map { abs($0 - $1) }
        #expect(mean(steps) < 0.02)
        #expect((veil.max() ?? 0) - (veil.min() ?? 0) > 0.03)
    }

    @Test func `a landscape goes from 0 to 1, and goes on at the opposite border`() {
        var generator = SplitMix64(seed: 5)
        let plasma = PlasmaFractal(using: &generator)
        let heights = (0..<256).flatMap { y in (0..<256).map { plasma[$0, y] } }
        #expect(heights.min() == 0 && heights.max() == 1)
        let inside = (0..<256).map { abs(plasma[101, $0] - plasma[100, $0]) }
        let seam = (0..<256).map { abs(plasma[256, $0] - plasma[255, $0]) }
        #expect(mean(seam) < 3 * mean(inside))
    }

    @Test func `mud covers part of a picture, grey on ink and on ground`() {
        var generator = SplitMix64(seed: 6)
        for ground in [Float(0), 1] {
            let made = Spatter().applied(to: even(ground), using: &generator).values
            let muddy = made.filter { $0 != ground }
            #expect((0.08...0.2).contains(Double(muddy.count) / Double(made.count)))
            // Covers are from .8 to 1 of a mud of 63 of 255.
            let mud: Float = 63 / 255
            let ends = [ground + 0.8 * (mud - ground), mud].sorted()
            let range = ends[0] - 1e-5...ends[1] + 1e-5
            #expect(muddy.allSatisfy(range.contains))
        }
    }

    @Test(arguments: UInt64(1)...20)
    func `a dotted line adds dots of two columns, and a zigzag ink between its margins`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let blank = even(0, side: 28)
        let dots = Corruption.dottedLine.applied(to: blank, using: &generator)
        let zigzag = Corruption.zigzag.applied(to: blank, using: &generator)
        for x in 0..<28 {
            let (dot, zig) = ((0..<28).map { dots[x, $0] }, (0..<28).map { zigzag[x, $0] })
            // Where the line leaves the picture there is none of it.
            if (x / 2).isMultiple(of: 2) || x == 27 { #expect(dot.allSatisfy { $0 == 0 }) }
            if !(x / 2).isMultiple(of: 2), x < 27 { #expect(dot.contains { $0 > 0.7 }) }
            if x < 2 || x > 25 { #expect(zig.allSatisfy { $0 == 0 }) }
        }
        #expect(zigzag.values.contains { $0 > 0.7 })
    }

    @Test(arguments: [Float(0), 0.4, 3])
    func `Poisson's numbers have their mean and variance`(rate: Float) {
        var generator = SplitMix64(seed: 7)
        let counts = (0..<20_000).map { _ in Float(generator.poisson(mean: rate)) }
        #expect(abs(mean(counts) - Double(rate)) < 0.05)
        #expect(abs(mean(counts.map { ($0 - rate) * ($0 - rate) }) - Double(rate)) < 0.12)
    }

    @Test func `normal numbers have a deviation of one, and whole ones keep to their range`() {
        var generator = SplitMix64(seed: 8)
        let numbers = (0..<20_000).map { _ in generator.normal() }
        #expect(abs(mean(numbers)) < 0.03)
        #expect(abs(mean(numbers.map { $0 * $0 }) - 1) < 0.04)
        let wholes = (0..<2_000).map { _ in generator.whole(-5..<5) }
        #expect(Set(wholes) == Set(-5..<5))
    }
}
