import DigitModel
import Testing

@testable import Neural

/// The named networks: their sizes, and a training step of each, on a plane that is small enough for naive loops.
struct ArchitectureTests {
    struct Case: CustomTestStringConvertible {
        let architecture: Architecture
        let parameters: Int
        let multiplyAdds: Int
        /// A smaller image that the layers take too.
        let side: Int

        init(_ architecture: Architecture, parameters: Int, multiplyAdds: Int, side: Int) {
            self.architecture = architecture
            self.parameters = parameters
            self.multiplyAdds = multiplyAdds
            self.side = side
        }

        var testDescription: String { architecture.name }
    }

    /// Counted by PyTorch, of the same layers in `torch.nn`.
    static let cases = [
        Case(.inkling, parameters: 157_330, multiplyAdds: 12_363_072, side: 5),
        Case(.inklingTiny, parameters: 39_790, multiplyAdds: 3_133_344, side: 5),
        Case(.mnistNet, parameters: 1_200_074, multiplyAdds: 11_992_448, side: 7),
        Case(.mlpBase, parameters: 669_706, multiplyAdds: 668_672, side: 3),
        Case(.mlpImproved, parameters: 1_497_994, multiplyAdds: 1_492_224, side: 2),
        Case(.cnnSmall, parameters: 21_840, multiplyAdds: 480_500, side: 16),
        Case(.cnnAdaptive, parameters: 93_962, multiplyAdds: 7_452_416, side: 5),
        Case(.cnnBlocks, parameters: 211_690, multiplyAdds: 21_972_480, side: 5),
    ]

    @Test func `every architecture is here, once`() {
        #expect(Self.cases.map(\.architecture.name) == Architecture.all.map(\.name))
        #expect(Set(Architecture.all.map(\.name)).count == Architecture.all.count)
    }

    @Test(arguments: cases)
    func `sizes are those of the same layers in PyTorch`(_ test: Case) {
        #expect(test.architecture.parameterCount == test.parameters)
        #expect(test.architecture.multiplyAdds == test.multiplyAdds)
        #expect(Architecture.named(test.architecture.name) == test.architecture)
        let names = test.architecture.layout.entries.map(\.name)
        #expect(Set(names).count == names.count)
    }

    /// Down its own gradient, each tensor by its share of it, the loss changes by 1 for every tensor.
    @Test(arguments: cases)
    func `a training step agrees with naive loops, forward and back`(_ test: Case) throws {
        let layers = test.architecture.layers.filter { if case .dropout = $0 { false } else { true } }
        let input = Shape(height: test.side, width: test.side, channels: 1)
        let layout = layers.layout(input: input)
        let parameters = HeInitialization().parameters(for: layout, seed: 1)
        let network = Sequential(
            layers, input: input, parameters: parameters, batchSize: 4, team: Team(threads: 2))
        let x = noise(4 * input.count, seed: 2)
        network.inputs.copy(from: x)
        network.forward(count: 4, isTraining: true)
        var naive = NaiveNetwork(layers, input: input, parameters: parameters)
        let logits = naive.forward(x.map(Double.init), isTraining: true)
        #expect(worstDifference(network.logits.values, logits) < 3e-5)

        let dy = noise(4 * network.classes, seed: 3)
        network.logitGradients.copy(from: dy)
        network.backward(count: 4)
        let start = naive.parameters
        var directions: [String: [Double]] = [:]
        for entry in layout.entries where entry.kind.isTrained {
            let gradient = layout.fileValues(of: entry, in: network.gradients.values).map(Double.init)
            let square = gradient.reduce(0) { $0 + $1 * $1 }
            // Batch norm takes a bias before it away again: its gradient is 0, but for rounding.
            if square > 1e-6 { directions[entry.name] = gradient.map { $0 / square } }
        }
        let step = 1e-6
        func loss(_ step: Double) throws -> Double {
            for (name, direction) in directions {
                naive.parameters[name] = zip(try #require(start[name]), direction).map { $0 + step * $1 }
            }
            return weighted(naive.forward(x.map(Double.init), isTraining: true), by: dy)
        }
        let change = (try loss(step) - loss(-step)) / (2 * step)
        #expect(abs(change - Double(directions.count)) < 1e-3)
        let weights = layout.entries.filter(\.kind.isDecayed)
        #expect(weights.allSatisfy { directions[$0.name] != nil }, "no weight is left out")
    }
}
