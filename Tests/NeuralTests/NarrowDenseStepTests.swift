import Testing

@testable import Neural

/// The dense step of narrow weights against loops over Doubles.
struct NarrowDenseStepTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let input: Shape
        let outputs: Int
        let isFirst: Bool
        let rectifies: Bool
        var testDescription: String { "\(input.count) to \(outputs), rectifies: \(rectifies)" }

        /// One panel and several, whole and not; planes whose pixels are padded.
        static let all = [
            Case(input: Shape(features: 1), outputs: 1, isFirst: true, rectifies: false),
            Case(input: Shape(features: 33), outputs: 10, isFirst: false, rectifies: false),
            Case(
                input: Shape(height: 28, width: 28, channels: 1), outputs: 40, isFirst: true, rectifies: true),
            Case(
                input: Shape(height: 3, width: 4, channels: 20), outputs: 150, isFirst: false, rectifies: true
            ),
        ]
    }

    @Test(arguments: Case.all, WeightFormat.allCases)
    func `it is scale times the sum of products, and bias`(_ test: Case, _ format: WeightFormat) {
        let features = test.input.count
        let weights = noise(features * test.outputs, seed: 1).map { value in
            switch format {
            case .float32: value
            case .float16: Float(Float16(value))
            case .int8: (127 * value).rounded()
            }
        }
        // Batch norm may turn a sign, or make it 0.
        var scale = noise(test.outputs, seed: 2).map { format == .int8 ? $0 / 127 : $0 }
        scale[0] = 0
        let bias = noise(test.outputs, seed: 3)
        let output = PlaneLayout(Shape(features: test.outputs))
        let step = NarrowDenseStep(
            input: test.input, isFirst: test.isFirst, output: output, weights: weights, format: format,
            scale: scale, bias: bias, rectifies: test.rectifies)
        let images = 2
        let x = noise(images * features, seed: 4).map { $0 < 0 ? 0 : $0 }
        let plane = FloatBuffer(count: images * step.input.count)
        let (channels, pixel) = (test.input.channels, step.input.pixel)
        let y = FloatBuffer(count: images * output.count)
        let scratch = FloatBuffer(count: step.scratchCount(images: images))
        for (i, value) in x.enumerated() {
            let (image, feature) = i.quotientAndRemainder(dividingBy: features)
            let place = image * step.input.count + feature / channels * pixel + feature % channels
            unsafe plane.base[place] = value
        }
        unsafe step.run(images: images, plane.base, into: y.base, scratch: scratch.base)
        for image in 0..<images {
            let expected = (0..<test.outputs).map { o in
                let sum = (0..<features).reduce(0.0) {
                    $0 + Double(x[image * features + $1]) * Double(weights[$1 * test.outputs + o])
                }
                let value = sum * Double(scale[o]) + Double(bias[o])
                return test.rectifies ? max(0, value) : value
            }
            let actual = Array(y.values[image * output.count..<image * output.count + test.outputs])
            #expect(worstDifference(actual, expected) < 1e-5)
        }
    }

    @Test func `a number that is not one shows in the answer`() {
        let step = NarrowDenseStep(
            input: Shape(features: 2), isFirst: true, output: PlaneLayout(Shape(features: 1)),
            weights: [1, 1], format: .int8, scale: [1], bias: [0], rectifies: true)
        let (x, y, scratch) = (
            FloatBuffer([.nan, 1] + [Float](repeating: 0, count: 14)), FloatBuffer(count: 16),
            FloatBuffer(count: 4)
        )
        unsafe step.run(images: 1, x.base, into: y.base, scratch: scratch.base)
        #expect(y.values[0].isNaN)
    }
}
