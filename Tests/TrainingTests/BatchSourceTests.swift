import DigitModel
import MNISTData
import Neural
import Testing

@testable import Training

struct BatchSourceTests {
    private let images = drawings(count: 23, seed: 3)

    private func source(_ augmentation: Augmentation = .none, seed: UInt64 = 1) -> BatchSource {
        BatchSource(images: images, augmentation: augmentation, seed: seed, batchSize: 5)
    }

    /// A network that takes 28 × 28 and does nothing with it.
    private func fill(
        _ source: BatchSource, _ indices: ArraySlice<Int>, epoch: Int, threads: Int = 2
    ) -> [Float] {
        let network = Sequential(
            [.relu], input: Architecture.input, parameters: [], batchSize: 5, team: Team(threads: threads))
        source.fill(network, with: indices, epoch: epoch)
        return network.inputs.values
    }

    @Test func `every epoch takes every image once, in an order of its own`() {
        let source = source()
        #expect(source.steps == 4)
        #expect(source.order(epoch: 0).sorted() == Array(0..<23))
        #expect(source.order(epoch: 0) == source.order(epoch: 0))
        #expect(source.order(epoch: 0) != source.order(epoch: 1))
        #expect(source.order(epoch: 0) != self.source(seed: 2).order(epoch: 0))
    }

    @Test func `images go in normalised, in the order asked for`() {
        let inputs = fill(source(), [7, 2, 9][...], epoch: 0)
        for (place, index) in [7, 2, 9].enumerated() {
            for (i, pixel) in images.pixels[images.pixelRange(of: index)].enumerated() {
                let expected = (Float(pixel) / 255 - 0.1307) / 0.3081
                #expect(abs(inputs[place * 784 + i] - expected) < 1e-5)
            }
        }
    }

    @Test(arguments: [Recipe().augmentation, .moderate])
    func `what distorts an image is its index and the epoch, not its place, nor the threads`(
        _ augmentation: Augmentation
    ) {
        let source = source(augmentation)
        let first = fill(source, [4, 8][...], epoch: 0)
        #expect(fill(source, [4, 8][...], epoch: 0, threads: 1) == first)
        #expect(Array(fill(source, [8, 4][...], epoch: 0)[784..<1568]) == Array(first[0..<784]))
        #expect(fill(source, [4, 8][...], epoch: 1) != first)
        #expect(fill(self.source(augmentation, seed: 2), [4, 8][...], epoch: 0) != first)
    }

    @Test func `the evaluator's rows are in the images' order, on any number of threads`() {
        let parameters = HeInitialization().parameters(for: Architecture.inklingTiny.layout, seed: 1)
        let plan = InferencePlan(
            .inklingTiny, parameters: parameters, inputMean: 0.1307, inputDeviation: 0.3081)
        // More than one piece of work.
        let many = images.subset((0..<260).map { $0 % 23 })
        let rows = Evaluator(team: Team(threads: 2)).logits(of: many, by: plan)
        var workspace = plan.makeWorkspace()
        for index in [0, 22, 255, 256, 259] {
            let pixels = many.pixels[many.pixelRange(of: index)].map { Float($0) / 255 }
            #expect(rows[index] == plan.logits(of: pixels, workspace: &workspace))
        }
        #expect(rows.count == 260)
    }
}
