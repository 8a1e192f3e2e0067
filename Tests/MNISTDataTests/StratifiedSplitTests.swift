import MNISTData
import Testing

/// 1,000 labels, class 0 once in a hundred, the others unevenly.
private let labels: [UInt8] = (0..<1000).map { (index: Int) -> UInt8 in
    index % 100 == 0 ? 0 : UInt8(1 + index * index % 9)
}

private func split(_ count: Int, seed: UInt64 = 1) -> StratifiedSplit {
    var generator = SplitMix64(seed: seed)
    return StratifiedSplit(labels: labels, validationCount: count, using: &generator)
}

@Suite struct StratifiedSplitTests {
    @Test(arguments: [0, 1, 9, 100, 137, 999, 1000])
    func `the two sides are disjoint, complete and of exact size`(_ count: Int) {
        let split = split(count)
        #expect(split.validation.count == count)
        #expect((split.training + split.validation).sorted() == Array(0..<1000))
    }

    @Test(arguments: [100, 137, 500])
    func `each class has its share, to within one`(_ count: Int) {
        let validation = split(count).validation.map { labels[$0] }
        for label in Set(labels) {
            let exact = Double(labels.count { $0 == label } * count) / 1000
            #expect(abs(Double(validation.count { $0 == label }) - exact) < 1)
        }
    }

    @Test func `the seed decides, and only the seed`() {
        #expect(split(100, seed: 5) == split(100, seed: 5))
        #expect(split(100, seed: 5) != split(100, seed: 6))
    }
}
