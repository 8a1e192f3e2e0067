import PenStrokes
import Testing

@Suite struct WriterSplitTests {
    private func digits(by writers: [Int]) -> [PenDigit] {
        writers.map { PenDigit(.seven, digit: 7, writer: $0) }
    }

    @Test func `of thirty writers every third is kept apart, whatever their order`() {
        let apart = [3, 6, 9, 12, 15, 18, 21, 24, 27, 30]
        for order in [Array(1...30), (1...30).reversed(), [12, 30, 4] + (1...30) + (1...30)] {
            let split = WriterSplit(digits(by: order))
            #expect(split.validation.map(\.writer) == order.filter(apart.contains))
            #expect(split.training.map(\.writer) == order.filter { !apart.contains($0) })
        }
    }

    @Test func `it is places that count, not numbers`() {
        let split = WriterSplit(digits(by: [900, -5, 31, 17, 44]))
        #expect(split.validation.map(\.writer) == [31])
        #expect(split.training.map(\.writer) == [900, -5, 17, 44])
    }
}
