import DigitModel
import Neural
import Raster
import Testing

@testable import Report

struct PictureTests {
    @Test func `signs are colours, magnitudes opacity`() throws {
        let picture = Picture(signed: [0, 1, -2, 4, -8, 0.5], width: 3, height: 2, scale: 4)
        let image = try PNGDecoder().decode(picture.png)
        #expect(image.width == 3 && image.height == 2)
        #expect(image.alpha == [0, 64, 128, 255, 255, 32])
        // Where anything is seen, the two colours have different lightness too.
        #expect(image.luma[3] != image.luma[4])
    }

    @Test func `nothing but zeros is wholly transparent`() throws {
        let image = try PNGDecoder().decode(Picture(signed: [0, 0], width: 2, height: 1, scale: 0).png)
        #expect(image.alpha == [0, 0])
    }

    @Test func `the filters of a convolution are those of the file`() throws {
        let checkpoint = untrained(.cnnSmall)
        let first = try #require(FirstLayer(checkpoint, limit: 99))
        #expect(first.name == "conv1" && first.isConvolution && first.side == 5)
        #expect(first.count == 10 && first.units.map(\.index) == Array(0..<10))
        let layout = checkpoint.architecture.layout
        let entry = try #require(layout.entry("conv1.weight"))
        #expect(first.units.flatMap(\.weights) == layout.fileValues(of: entry, in: checkpoint.parameters))
    }

    @Test func `the units of a dense layer are the strongest, in the layer's order`() throws {
        let checkpoint = untrained(.mlpBase)
        let first = try #require(FirstLayer(checkpoint, limit: 8))
        #expect(!first.isConvolution && first.side == 28 && first.count == 512 && first.units.count == 8)
        #expect(first.units.map(\.index) == first.units.map(\.index).sorted())
        func energy(_ weights: some Collection<Float>) -> Float { weights.reduce(0) { $0 + $1 * $1 } }
        let entry = try #require(checkpoint.architecture.layout.entry("fc1.weight"))
        let all = (0..<512).map { energy(checkpoint.parameters[entry.range].dropFirst($0 * 784).prefix(784)) }
        #expect(Set(first.units.map { energy($0.weights) }) == Set(all.sorted(by: >).prefix(8)))
    }

    /// The maps come from the network that trains, the answer from the plan that serves: the last layer, computed
    /// here from the last maps, must make the one of the other.
    @Test func `the last maps lead to the answer that is served`() throws {
        let checkpoint = untrained(.inklingTiny)
        let pixels = GoldenInput.pixels
        let maps = FeatureMaps.all(of: checkpoint, for: pixels, limit: 999)
        #expect(maps.map(\.name) == ["conv1", "conv2", "conv3", "conv4", "conv5"])
        #expect(maps.map(\.width) == [28, 14, 14, 7, 7] && maps.map(\.count) == [12, 24, 24, 48, 48])
        #expect(maps.allSatisfy { maps in maps.planes.allSatisfy { $0.allSatisfy { $0 >= 0 } } })
        let last = try #require(maps.last)
        let means = last.planes.map { $0.reduce(0, +) / 49 }
        let layout = checkpoint.architecture.layout
        let weight = layout.fileValues(of: try #require(layout.entry("fc.weight")), in: checkpoint.parameters)
        let bias = checkpoint.parameters[try #require(layout.entry("fc.bias")).range]
        let logits = (0..<10).map { digit in
            means.indices.reduce(bias[bias.startIndex + digit]) { $0 + weight[digit * 48 + $1] * means[$1] }
        }
        #expect(zip(logits, checkpoint.goldenLogits).allSatisfy { abs($0 - $1) < 1e-3 })
    }

    @Test func `of many maps the strongest are kept, in the layer's order`() {
        let all = FeatureMaps.all(of: untrained(.inklingTiny), for: GoldenInput.pixels, limit: 999)
        let some = FeatureMaps.all(of: untrained(.inklingTiny), for: GoldenInput.pixels, limit: 5)
        for (all, some) in zip(all, some) {
            #expect(some.count == all.count && some.planes.count == 5)
            let places = some.planes.compactMap { plane in all.planes.firstIndex(of: plane) }
            #expect(places == places.sorted() && places.count == 5)
            let sums = all.planes.map { $0.reduce(0, +) }.sorted(by: >)
            #expect(some.planes.allSatisfy { $0.reduce(0, +) >= sums[4] })
        }
    }

    @Test func `a network without planes has no maps`() {
        #expect(FeatureMaps.all(of: untrained(.mlpBase), for: GoldenInput.pixels, limit: 9).isEmpty)
    }
}
