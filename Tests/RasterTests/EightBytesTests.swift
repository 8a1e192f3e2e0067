import Testing

@testable import Raster

struct EightBytesTests {
    private func loaded(_ row: [UInt8], at index: Int) -> EightBytes? { EightBytes(row.span, at: index) }

    @Test(
        arguments: [
            [0, 0, 0, 0, 0, 0, 0, 0], [7, 7, 7, 7, 7, 7, 7, 7], [255, 255, 255, 255, 255, 255, 255, 255],
            [7, 7, 7, 7, 7, 7, 7, 8], [1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1],
            [250, 251, 252, 253, 254, 255, 0, 1],
        ] as [[UInt8]])
    func `they are what they are one by one`(_ bytes: [UInt8]) throws {
        let row = [9] + bytes + [9]
        let eight = try #require(loaded(row, at: 1))
        #expect(eight.sum == bytes.reduce(0) { $0 + Int($1) })
        #expect(eight.areZero == bytes.allSatisfy { $0 == 0 })
        #expect(eight.areAlike == (Set(bytes).count == 1))
    }

    @Test func `fewer than eight are none`() {
        let row = [UInt8](repeating: 0, count: 10)
        #expect(loaded(row, at: 2) != nil)
        #expect(loaded(row, at: 3) == nil)
        #expect(loaded(row, at: -1) == nil)
        #expect(loaded(row, at: .max) == nil)
        #expect(loaded(Array(row.prefix(7)), at: 0) == nil)
    }
}
