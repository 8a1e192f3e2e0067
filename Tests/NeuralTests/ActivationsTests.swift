import DigitModel
import Neural
import Testing

@Suite struct `Activations of the first convolutions` {
    @Test(arguments: [
        ("inkling-tiny", ["conv1", "conv2"]), ("mnist-net", ["conv1", "conv2"]),
        ("cnn-small", ["conv1", "conv2"]),
    ])
    func `are those of the layers as they are declared`(_ name: String, _ layers: [String]) throws {
        let architecture = try #require(Architecture.named(name))
        var parameters = HeInitialization().parameters(for: architecture.layout, seed: 3)
        // Running statistics and shifts that are not those of a new network.
        for entry in architecture.layout.entries where entry.kind != .kernel {
            for index in entry.range { parameters[index] += Float(index % 7) / 10 }
        }
        let checkpoint = Checkpoint(
            architecture: architecture, parameters: parameters,
            metadata: CheckpointMetadata(
                inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1,
                rejection: EnergyRejection(threshold: 0, scale: 1), goldenLogits: [], notes: ["name": name]))
        let pixels = (0..<784).map { Float($0 * 37 % 256) / 255 }
        let shown = LoadedCheckpoint(checkpoint).activations(of: pixels)
        #expect(shown.map(\.layer) == layers)

        let scaled = pixels.map { Double(($0 - 0.1307) / 0.3081) }
        for (maps, end) in zip(shown, rectifiers(of: architecture.layers)) {
            let before = Array(architecture.layers[...end])
            let whole = NaiveNetwork(architecture.layers, input: architecture.input, parameters: parameters)
            var naive = NaiveNetwork(
                before, input: architecture.input,
                parameters: [Float](repeating: 0, count: before.layout(input: architecture.input).totalCount))
            naive.parameters = whole.parameters
            let expected = naive.forward(scaled, isTraining: false)
            #expect(expected.count == maps.values.count)
            #expect(expected.count == maps.maps * maps.height * maps.width)
            #expect(expected.contains { $0 > 0 })
            for map in 0..<maps.maps {
                for pixel in 0..<maps.height * maps.width {
                    let (ours, theirs) = (
                        maps.values[map * maps.height * maps.width + pixel], expected[pixel * maps.maps + map]
                    )
                    #expect(abs(Double(ours) - theirs) <= 1e-4 * max(1, theirs))
                }
            }
        }
    }

    private func rectifiers(of layers: [LayerDescription]) -> [Int] {
        layers.indices.filter { layers[$0] == .relu }
    }

    @Test func `are none where a network begins with a dense layer`() throws {
        let architecture = try #require(Architecture.named("mlp-base"))
        let checkpoint = Checkpoint(
            architecture: architecture,
            parameters: HeInitialization().parameters(for: architecture.layout, seed: 3),
            metadata: CheckpointMetadata(
                inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1,
                rejection: EnergyRejection(threshold: 0, scale: 1), goldenLogits: [], notes: ["name": "mlp"]))
        #expect(LoadedCheckpoint(checkpoint).activations(of: [Float](repeating: 0.5, count: 784)).isEmpty)
    }
}
