import TestSupport
import Testing

@testable import Raster

struct LocalPaperTests {
    private static let side = 160

    /// Lights that fall on a sheet, 0...1.
    enum Light: String, CaseIterable, CustomTestStringConvertible {
        case slanting, vignette, shadow, corner

        var testDescription: String { rawValue }

        func at(_ x: Float, _ y: Float) -> Float {
            let (u, v) = (x / Float(side), y / Float(side))
            return switch self {
            case .slanting: 0.95 - 0.5 * u - 0.1 * v
            case .vignette: 0.9 - 0.7 * ((u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5))
            case .shadow: u + 0.3 * v < 0.6 ? 0.9 : 0.5
            case .corner: u > 0.7 && v > 0.6 ? 0.3 : 0.85
            }
        }
    }

    /// A 5 in that light, its ink leaving a share of it, or chalk adding to it.
    private func sheet(_ light: Light, inkIsDark: Bool) -> (plane: Plane<UInt8>, coverage: [Float]) {
        let coverage = StrokeRenderer(width: Self.side, height: Self.side, penWidth: 8, extent: 90)
            .coverage(.five)
        let noise = Plane<Float>.noise(width: Self.side, height: Self.side)
        let plane = Plane<Float>.sampled(width: Self.side, height: Self.side) { x, y in
            let index = Int(y) * Self.side + Int(x)
            let paper = light.at(x, y) * (inkIsDark ? 1 : 0.5)
            return paper * (1 + (inkIsDark ? -0.7 : 0.9) * coverage[index]) + 0.02
                * (noise.values[index] - 0.5)
        }
        return (plane.bytes, coverage)
    }

    @Test(arguments: Light.allCases, [true, false])
    func `it knows the ink and evens the light`(_ light: Light, inkIsDark: Bool) {
        let (plane, coverage) = sheet(light, inkIsDark: inkIsDark)
        let local = LocalPaper(of: plane)
        #expect(local.inkIsDark == inkIsDark)
        #expect(!local.isEven(within: 20))
        let even = local.evened(plane)
        let paper = Histogram(even).quantile(0.5)
        let off = zip(even.values, coverage).filter { $1 == 0 }
            .count { abs(Int($0.0) - paper) > paper / 6 }
        #expect(off * 100 < coverage.count, "\(off) pixels of paper")
        let ink = zip(even.values, coverage).filter { $1 == 1 }.map { Double($0.0) / Double(paper) }
        // Where a stroke crosses the edge of a shadow, the square sees the lighter side alone.
        #expect(ink.count { inkIsDark ? $0 < 0.5 : $0 > 1.5 } * 100 >= 95 * ink.count)
    }

    @Test func `a stroke along the edge is no fall of light`() {
        var plane = Plane<Float>.sampled(width: 120, height: 120) { x, y in 0.9 - 0.003 * x }.bytes
        for x in 20..<100 { for y in 0..<6 { plane[x, y] = 40 } }
        let even = LocalPaper(of: plane, inkIsDark: true).evened(plane)
        #expect((30..<90).allSatisfy { even[$0, 2] < 70 })
        #expect((0..<120).allSatisfy { even[$0, 60] > 150 })
    }

    @Test func `even paper is even, whatever is written on it`() {
        let coverage = StrokeRenderer(width: 100, height: 100, penWidth: 9, extent: 70).coverage(.zero)
        let noise = Plane<Float>.noise(width: 100, height: 100)
        let values = coverage.indices.map { 0.85 - 0.7 * coverage[$0] + 0.03 * noise.values[$0] }
        let plane = Plane<Float>(width: 100, height: 100, values: values).bytes
        #expect(LocalPaper(of: plane, inkIsDark: true).isEven(within: 12))
        #expect(!LocalPaper(of: plane, inkIsDark: false).isEven(within: 12))
    }
}
