import Testing

@testable import Report

struct FiguresTests {
    @Test(arguments: [
        (0.0, 0, "0"), (0.0, 2, "0.00"), (1.005, 1, "1.0"), (99.996, 2, "100.00"), (0.05, 1, "0.1"),
        (-0.25, 2, "\u{2212}0.25"),
        (-0.001, 2, "0.00"), (1234.5, 0, "1235"), (1e12, 1, "1000000000000.0"), (.infinity, 2, "inf"),
        (.nan, 2, "nan"),
    ])
    func `digits after the point`(_ value: Double, _ digits: Int, _ text: String) {
        #expect(Figures.fixed(value, digits) == text)
    }

    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (157_330, "157,330"), (1_200_074, "1,200,074"),
        (-12_345, "\u{2212}12,345"), (.max, "9,223,372,036,854,775,807"),
        (.min, "\u{2212}9,223,372,036,854,775,808"),
    ])
    func `thousands apart`(_ count: Int, _ text: String) {
        #expect(Figures.grouped(count) == text)
    }

    @Test(arguments: [
        (960, "960"), (480_500, "480,500"), (999_999, "999,999"), (1_000_000, "1 million"),
        (12_363_072, "12.4 million"), (3_210_000_000, "3.21 billion"),
    ])
    func `large counts in three figures`(_ count: Int, _ text: String) {
        #expect(Figures.rounded(count) == text)
    }

    @Test(arguments: [
        (1.0 as Float, "100.0\u{A0}%"), (0.99999, ">\u{A0}99.9\u{A0}%"), (0.9994, ">\u{A0}99.9\u{A0}%"),
        (0.9989, "99.9\u{A0}%"), (0.5, "50.0\u{A0}%"), (0.001, "0.1\u{A0}%"),
        (0.0009, "<\u{A0}0.1\u{A0}%"), (0, "0.0\u{A0}%"),
    ])
    func `a probability is not rounded to certainty`(_ value: Float, _ text: String) {
        #expect(Figures.probability(value) == text)
    }

    @Test(arguments: [
        (0.0, "0"), (0.003, "0.003"), (0.00094634, "0.000946"), (12.363, "12.4"), (100.0, "100"),
        (1500.0, "1500"),
        (0.5640406, "0.564"), (1.2e-8, "1.2e-8"), (0.00012, "0.00012"), (-3.4567e-7, "\u{2212}3.46e-7"),
        (-2.5, "\u{2212}2.5"),
    ])
    func `three figures that count`(_ value: Double, _ text: String) {
        #expect(Figures.significant(value, 3) == text)
    }

    @Test(arguments: [
        (0.0, "0\u{A0}s"), (59.4, "59\u{A0}s"), (59.6, "1\u{A0}min 0\u{A0}s"),
        (1034, "17\u{A0}min 14\u{A0}s"), (3600, "1\u{A0}h 0\u{A0}min"), (90_061, "25\u{A0}h 1\u{A0}min"),
    ])
    func `seconds as a person says them`(_ seconds: Double, _ text: String) {
        #expect(Figures.duration(seconds) == text)
    }

    @Test(arguments: [(999, "999\u{A0}bytes"), (635_408, "635\u{A0}KB"), (4_804_000, "4.80\u{A0}MB")])
    func `sizes`(_ count: Int, _ text: String) {
        #expect(Figures.bytes(count) == text)
    }

    @Test(arguments: [
        (0.0, "0"), (12.34, "12.3"), (12.36, "12.4"), (-0.04, "0"), (-3.26, "-3.3"), (300, "300"),
    ])
    func `coordinates to a tenth`(_ value: Double, _ text: String) {
        #expect(SVGUnit.text(value) == text)
    }
}
