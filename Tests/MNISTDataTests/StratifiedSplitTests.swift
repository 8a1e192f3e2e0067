import Testing

@testable import MNISTData

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

@Suite struct ShareSplitTests {
    @Test(arguments: [(0, 0), (0.1, 100), (0.0004, 0), (0.0005, 1), (0.5, 500), (1, 1000)])
    func `a share is a count, rounded`(_ share: Double, _ count: Int) {
        var generator = SplitMix64(seed: 1)
        let split = StratifiedSplit(labels: labels, validationShare: share, using: &generator)
        #expect(split == MNISTDataTests.split(count))
    }

    @Test func `by content, copies of an image are on one side, and a share holds every smaller one`() {
        let values: [UInt8] = (0..<200).map { UInt8($0 / 2) }
        let images = LabelledImages(
            width: 1, height: 1, pixels: values, labels: (0..<200).map { UInt8($0 / 40) })
        let (small, large) = (
            StratifiedSplit(of: images, validationShare: 0.1),
            StratifiedSplit(of: images, validationShare: 0.3)
        )
        for split in [small, large] {
            #expect((split.training + split.validation).sorted() == Array(0..<200))
            let sides = [split.training, split.validation].map { side in Set(side.map { values[$0] }) }
            #expect(sides[0].isDisjoint(with: sides[1]))
        }
        #expect(small.validation.count == 20 && large.validation.count == 60)
        #expect(Set(small.validation).isSubset(of: large.validation))
    }
}
