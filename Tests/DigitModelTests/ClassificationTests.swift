import Testing

@testable import DigitModel

struct ClassificationTests {
    @Test func `digits are ranked by probability, and equal ones by value`() {
        let result = Classification(
            probabilities: [0.05, 0.1, 0.1, 0.4, 0, 0, 0.3, 0.05, 0, 0], digitLikelihood: 1, reason: nil)
        #expect(result.ranking == [3, 6, 1, 2, 0, 7, 4, 5, 8, 9])
        #expect(result.digit == 3)
        #expect(result.confidence == 0.4)
    }

    @Test func `a blank picture is nothing in particular`() {
        let blank = Classification.blank
        #expect(blank.reason == .blank)
        #expect(blank.probabilities == [Float](repeating: 0.1, count: 10))
        #expect(blank.digitLikelihood == 0)
        #expect(blank.ranking == Array(0..<10))
    }
}
