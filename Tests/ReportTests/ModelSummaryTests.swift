import DigitModel
import Neural
import Testing

@testable import Report

struct ModelSummaryTests {
    /// What `sum(p.numel() for p in module.parameters())` says in PyTorch 2.13 of each network's module.
    @Test(arguments: [
        ("inkling", 157_330), ("inkling-tiny", 39_790), ("mnist-net", 1_200_074), ("mlp-base", 669_706),
        ("mlp-improved", 1_497_994),
        ("cnn-small", 21_840), ("cnn-adaptive", 93_962), ("cnn-blocks", 211_690),
    ])
    func `parameters are counted as PyTorch counts them`(_ name: String, _ count: Int) throws {
        let architecture = try #require(Architecture.named(name))
        let summary = ModelSummary(architecture)
        #expect(summary.parameters == count)
        #expect(summary.parameters + summary.runningStatistics == architecture.layout.totalCount)
        #expect(summary.multiplyAdds == architecture.multiplyAdds)
        #expect(summary.rows.last?.output == [10])
    }

    @Test func `the table is aligned, and says what each layer makes`() {
        let lines = ModelSummary(.cnnSmall).text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines.prefix(8).joined(separator: "\n") == """
                cnn-small

                layer  operation          output        parameters  multiply-adds
                -----------------------------------------------------------------
                       input              1 x 28 x 28
                conv1  convolution 5 x 5  10 x 24 x 24         260        144,000
                       max pool 2 x 2     10 x 12 x 12           -              -
                       ReLU               10 x 12 x 12           -              -
                """)
        #expect(lines.contains { $0.hasPrefix("total ") && $0.hasSuffix(" 21,840        480,500") })
        #expect(lines.last == "")
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") && $0.utf8.count == $0.count })
    }
}
