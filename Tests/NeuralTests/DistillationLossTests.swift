import DigitModel
import Foundation
import Testing

@testable import Neural

struct DistillationLossTests {
    private func run(
        _ loss: DistillationLoss, logits: [Float], label: Int, teachers: [Float], scale: Float = 1
    ) -> (loss: Float, gradient: [Float]) {
        var gradient = [Float](repeating: .nan, count: logits.count)
        let value = unsafe logits.withUnsafeBufferPointer { logits in
            unsafe teachers.withUnsafeBufferPointer { teachers in
                unsafe gradient.withUnsafeMutableBufferPointer { gradient in
                    unsafe loss.loss(
                        logits: logits, label: label, teachers: teachers, scale: scale, gradient: gradient)
                }
            }
        }
        return (value, gradient)
    }

    private func loss(_ temperature: Float, _ weight: Float, smoothing: Float = 0) -> DistillationLoss {
        DistillationLoss(
            labelLoss: CrossEntropy(labelSmoothing: smoothing), temperature: temperature, weight: weight)
    }

    /// As the definition has it, in Double.
    private func naive(_ logits: [Double], _ label: Int, _ teachers: [Double], _ loss: DistillationLoss)
        -> Double
    {
        func logSoftmax(_ values: [Double]) -> [Double] {
            let sum = values.reduce(0) { $0 + exp($1) }
            return values.map { $0 - log(sum) }
        }
        let (temperature, weight) = (Double(loss.temperature), Double(loss.weight))
        let smoothing = Double(loss.labelLoss.labelSmoothing)
        let plain = logSoftmax(logits)
        let softened = logSoftmax(logits.map { $0 / temperature })
        return logits.indices.reduce(0) { sum, k in
            let target = smoothing / Double(logits.count) + (k == label ? 1 - smoothing : 0)
            let divergence = teachers[k] * (log(teachers[k]) - softened[k])
            return sum - (1 - weight) * target * plain[k] + weight * temperature * temperature * divergence
        }
    }

    @Test(arguments: [Float(0.5), 1, 4], [Float(0), 0.3, 1])
    func `the gradient is that of the definition, by central differences`(
        _ temperature: Float, _ weight: Float
    ) {
        let logits = noise(10, seed: 1).map { 5 * $0 }
        let teachers = softmax(noise(10, seed: 2).map { 5 * $0 }, temperature: temperature)
        let loss = loss(temperature, weight, smoothing: 0.1)
        let (value, gradient) = run(loss, logits: logits, label: 3, teachers: teachers, scale: 0.25)
        let f = { self.naive($0, 3, teachers.map(Double.init), loss) }
        #expect(worstDifference([value], [f(logits.map(Double.init))]) < 2e-6)
        let expected = centralDifferences(at: logits.map(Double.init), of: f).map { $0 / 4 }
        #expect(worstDifference(gradient, expected) < 2e-6)
    }

    @Test func `without weight it is the cross-entropy, to the bit`() {
        let logits = noise(10, seed: 4).map { 5 * $0 }
        var expected = [Float](repeating: .nan, count: 10)
        let value = unsafe logits.withUnsafeBufferPointer { logits in
            unsafe expected.withUnsafeMutableBufferPointer { gradient in
                unsafe CrossEntropy(labelSmoothing: 0.05).loss(
                    logits: logits, label: 8, weight: 0.5, gradient: gradient)
            }
        }
        let result = run(
            loss(4, 0, smoothing: 0.05), logits: logits, label: 8, teachers: softmax(logits), scale: 0.5)
        #expect(result.loss == value && result.gradient == expected)
    }

    @Test func `a student that answers as its teachers do has nothing to learn from them`() {
        let logits = noise(10, seed: 5).map { 5 * $0 }
        let result = run(loss(3, 1), logits: logits, label: 0, teachers: softmax(logits, temperature: 3))
        #expect(abs(result.loss) < 1e-5)
        #expect(result.gradient.allSatisfy { abs($0) < 1e-6 })
    }

    @Test func `huge logits and impossible digits neither overflow nor lose the answer`() {
        let result = run(loss(2, 1), logits: [20_000, 0, -20_000], label: 0, teachers: [0, 0, 1])
        #expect(result.loss == 4 * 20_000)
        #expect(result.gradient == [2, 0, -2])
    }

    /// `Tests/Oracles/make_distillation.py` makes the file; INKLING_DISTILLATION names another.
    @Test func `PyTorch has the same losses and gradients`() throws {
        let path =
            ProcessInfo.processInfo.environment["INKLING_DISTILLATION"]
            ?? URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Oracles/distillation.safetensors").path
        let file = try SafeTensors(decoding: [UInt8](try Data(contentsOf: URL(filePath: path))))
        var cases = 0
        while let text = file.metadata["\(cases).settings"] {
            let settings = text.split(separator: ",").compactMap { Float($0) }
            try #require(settings.count == 3)
            func tensor(_ name: String) throws -> SafeTensors.Tensor {
                try #require(file["\(cases).\(name)"], "\(name)")
            }
            let (logits, taught) = (try tensor("logits"), try tensor("teachers"))
            let labels = try tensor("labels").values
            let (batch, count) = (logits.shape[0], taught.shape[0])
            var (sum, gradients): (Float, [Float]) = (0, [])
            for sample in 0..<batch {
                let teachers = (0..<count).map { teacher in
                    softmax(
                        Array(
                            taught.values[
                                (teacher * batch + sample) * 10..<(teacher * batch + sample + 1) * 10]),
                        temperature: settings[0])
                }
                let (value, gradient) = run(
                    loss(settings[0], settings[1], smoothing: settings[2]),
                    logits: Array(logits.values[sample * 10..<(sample + 1) * 10]), label: Int(labels[sample]),
                    teachers: (0..<10).map { k in teachers.reduce(0) { $0 + $1[k] } / Float(count) },
                    scale: 1 / Float(batch))
                sum += value / Float(batch)
                gradients += gradient
            }
            let expected = try tensor("gradient").values.map(Double.init)
            #expect(worstDifference([sum], [Double(try tensor("loss").values[0])]) < 2e-6, "case \(cases)")
            #expect(worstDifference(gradients, expected) < 2e-6, "case \(cases)")
            cases += 1
        }
        #expect(cases == 6)
    }
}
