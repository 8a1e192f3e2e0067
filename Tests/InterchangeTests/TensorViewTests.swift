import Testing

@testable import Interchange

struct TensorViewTests {
    private static let bytes = [UInt8](littleEndian: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])[...]

    @Test(arguments: [
        ([3], [1], 0, [0, 1, 2]), ([3], [2], 5, [5, 7, 9]), ([2, 3], [3, 1], 0, [0, 1, 2, 3, 4, 5]),
        ([3, 2], [1, 3], 0, [0, 3, 1, 4, 2, 5]), ([2, 2, 2], [1, 4, 2], 3, [3, 5, 7, 9, 4, 6, 8, 10]),
        ([3], [0], 11, [11, 11, 11]), ([], [], 4, [4]), ([0, 5], [1, 1], 0, []),
        ([2, 1], [1, 99], 0, [0, 1]),
    ])
    func `elements are found by their strides`(
        _ shape: [Int], _ strides: [Int], _ offset: Int, _ values: [Float]
    )
        throws
    {
        let view = TensorView(.float32, shape: shape, strides: strides, offset: offset, bytes: Self.bytes)
        #expect(try #require(view).floats() == values)
    }

    @Test(arguments: [
        ([13], [1], 0), ([12], [1], 1), ([2], [12], 0), ([2, 7], [6, 1], 0), ([1], [1], 12), ([], [], 12),
        ([2], [-1], 5), ([-1], [1], 0), ([1], [1], -1), ([2], [Int.max], 0), ([Int.max], [2], 0),
        ([Int.max], [1], 0), ([2, 2], [1], 0), ([Int.max, Int.max], [Int.max, Int.max], 0),
        ([2], [1], Int.max), ([3], [2], Int.max - 3), ([2, 2], [5, 11], Int.max - 10), ([], [], Int.max),
    ])
    func `a view past its bytes is none`(_ shape: [Int], _ strides: [Int], _ offset: Int) {
        #expect(
            TensorView(.float32, shape: shape, strides: strides, offset: offset, bytes: Self.bytes) == nil)
    }

    @Test func `contiguous elements fill their bytes exactly, in C's order or Fortran's`() throws {
        let rows = try #require(TensorView(contiguous: .float32, shape: [2, 6], bytes: Self.bytes))
        #expect(rows.strides == [6, 1])
        let columns = try #require(
            TensorView(contiguous: .float32, shape: [2, 3, 2], isFortran: true, bytes: Self.bytes))
        #expect(columns.strides == [1, 2, 6])
        #expect(columns.floats() == [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11])
        for shape in [[11], [13], [2, 7], [-12], [-1, -12], [Int.max, 2], [Int.max, Int.max], []] {
            #expect(TensorView(contiguous: .float32, shape: shape, bytes: Self.bytes) == nil)
        }
    }

    @Test(
        arguments: [
            (ElementType.float16, [0x00, 0x3C], 1), (.float16, [0x01, 0x00], 0x1p-24),
            (.float16, [0xFF, 0x7B], 65504),
            (.float16, [0x00, 0xFC], -.infinity), (.bfloat16, [0x80, 0xBF], -1),
            (.bfloat16, [0x49, 0x40], 3.140625),
            (.float32, [0xDB, 0x0F, 0x49, 0x40], 3.1415927), (.float32, [0, 0, 0, 0x80], -0.0),
            (.float64, [0x18, 0x2D, 0x44, 0x54, 0xFB, 0x21, 0x09, 0x40], 3.1415927),
            (.float64, [0, 0, 0, 0, 0, 0, 0xF0, 0x7E], .infinity),
        ] as [(ElementType, [UInt8], Float)])
    func `every floating-point type becomes float32`(_ type: ElementType, _ bytes: [UInt8], _ value: Float) {
        #expect(type.float(bytes[...])?.bitPattern == value.bitPattern)
    }

    @Test(arguments: [ElementType.int8, .int16, .int32, .int64, .uint8, .boolean])
    func `integers are no weights`(_ type: ElementType) throws {
        let bytes = [UInt8](repeating: 1, count: type.size)[...]
        #expect(try #require(TensorView(contiguous: type, shape: [1], bytes: bytes)).floats() == nil)
    }
}
