import Neural
import Testing

struct ArgmaxTests {
    @Test(
        arguments: [
            ([3.0], 0), ([1, 2, 3], 2), ([5, 2, 5], 0), ([1, 4, 4, 2], 1), ([-2, -1, -3], 1), ([], 0),
            ([.nan, 1], 0), ([1, .nan, 2], 2), ([.nan, .nan], 0), ([0, .infinity, .infinity], 1),
        ] as [([Float], Int)])
    func `the first of the largest`(_ values: [Float], _ place: Int) {
        #expect(argmax(values) == place)
        // By place, wherever the numbers stand.
        #expect(argmax(([9, 9] + values)[2...]) == place)
    }
}
