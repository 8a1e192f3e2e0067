import Testing

@testable import Neural

struct ParameterLayoutTests {
    private let layout = SequentialTests.layers.layout(input: SequentialTests.input)

    @Test func `tensors have PyTorch's names and shapes, in the order of the layers`() {
        let expected: [(String, [Int])] = [
            ("conv1.weight", [4, 2, 3, 3]), ("bn1.weight", [4]), ("bn1.bias", [4]),
            ("bn1.running_mean", [4]), ("bn1.running_var", [4]), ("conv2.weight", [5, 4, 5, 5]),
            ("conv2.bias", [5]), ("fc.weight", [3, 5]), ("fc.bias", [3]),
        ]
        #expect(layout.entries.map(\.name) == expected.map(\.0))
        #expect(layout.entries.map(\.shape) == expected.map(\.1))
    }

    @Test func `every float belongs to one tensor, running statistics last`() {
        let covered = layout.entries.flatMap { Array($0.range) }.sorted()
        #expect(covered == Array(0..<layout.totalCount))
        for entry in layout.entries {
            #expect(entry.kind.isTrained == (entry.range.upperBound <= layout.trainedCount), "\(entry.name)")
        }
        #expect(layout.totalCount - layout.trainedCount == 8)
    }

    @Test func `kernels are OIHW in files and HWIO in memory, there and back`() throws {
        let entry = try #require(layout.entry("conv1.weight"))
        let file = (0..<entry.count).map(Float.init)
        var block = [Float](repeating: -1, count: layout.totalCount)
        layout.setFileValues(file, of: entry, in: &block)
        let (outputs, inputs, size) = (4, 2, 3)
        for o in 0..<outputs {
            for i in 0..<inputs {
                for y in 0..<size {
                    for x in 0..<size {
                        let inMemory = block[entry.offset + ((y * size + x) * inputs + i) * outputs + o]
                        #expect(inMemory == Float(((o * inputs + i) * size + y) * size + x))
                    }
                }
            }
        }
        #expect(layout.fileValues(of: entry, in: block) == file)
        #expect(block.count { $0 == -1 } == layout.totalCount - entry.count, "nothing else is written")
    }

    @Test func `a matrix over planes sees channels first in files and last in memory, there and back`() throws
    {
        let (outputs, channels, area) = (2, 3, 4)
        let layout = [LayerDescription.dense("fc", outputs: outputs)]
            .layout(input: Shape(height: 2, width: 2, channels: channels))
        let entry = try #require(layout.entry("fc.weight"))
        #expect(entry.shape == [outputs, channels * area])
        let file = (0..<entry.count).map(Float.init)
        var block = [Float](repeating: -1, count: layout.totalCount)
        layout.setFileValues(file, of: entry, in: &block)
        for o in 0..<outputs {
            for c in 0..<channels {
                for pixel in 0..<area {
                    let inMemory = block[entry.offset + (o * area + pixel) * channels + c]
                    #expect(inMemory == Float((o * channels + c) * area + pixel))
                }
            }
        }
        #expect(layout.fileValues(of: entry, in: block) == file)
    }

    @Test func `every tensor comes back as it was written`() {
        var block = [Float](repeating: 0, count: layout.totalCount)
        for (index, entry) in layout.entries.enumerated() {
            layout.setFileValues(noise(entry.count, seed: UInt64(index)), of: entry, in: &block)
        }
        for (index, entry) in layout.entries.enumerated() {
            #expect(layout.fileValues(of: entry, in: block) == noise(entry.count, seed: UInt64(index)))
        }
        #expect(layout.entry("fc.wait") == nil)
    }
}
