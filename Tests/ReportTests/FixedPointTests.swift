import CommandSupport
import Testing

struct FixedPointTests {
    @Test(arguments: [
        (0.0, 0, "0"), (0.0, 2, "0.00"), (99.996, 2, "100.00"), (0.05, 1, "0.1"), (-0.25, 2, "-0.25"),
        (-0.001, 2, "0.00"), (1234.5, 0, "1235"), (-7, 0, "-7"), (1e12, 1, "1000000000000.0"),
        (1e14, 5, "100000000000000.0"), (3e20, 2, "3e+20"),
        (.greatestFiniteMagnitude, 2, "1.7976931348623157e+308"),
        (.infinity, 2, "inf"), (-.infinity, 4, "-inf"), (.nan, 4, "nan"), (-.nan, 0, "nan"),
    ])
    func `digits after the point, or a word`(_ value: Double, _ digits: Int, _ text: String) {
        #expect(fixed(value, digits) == text)
    }
}
