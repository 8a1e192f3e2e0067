/// Bytes a pixel, as a type: so that every loop is compiled for each of them, without a test in it.
protocol PixelSize {
    static var bytes: Int { get }
}
enum OneByte: PixelSize { static var bytes: Int { 1 } }
enum TwoBytes: PixelSize { static var bytes: Int { 2 } }
enum ThreeBytes: PixelSize { static var bytes: Int { 3 } }
enum FourBytes: PixelSize { static var bytes: Int { 4 } }

/// One row and the one above it, which is whole already.
///
/// All but Up go from pixel to pixel, each waiting for the one before, so the channels of a pixel are taken at
/// once. Pixels are loaded as four bytes whatever their size: what does not belong to them is set to zero.
@safe
struct FilteredRow {
    let row: UnsafeMutableRawPointer
    let above: UnsafeRawPointer
    let count: Int

    /// Calls `body` with a row and the one `stride` bytes before it.
    ///
    /// - Precondition: `bytes` reaches from the row above to `PNGFilter.margin` bytes behind the row.
    static func with(
        _ bytes: inout [UInt8], row: Range<Int>, stride: Int, _ body: (FilteredRow) -> Void
    ) {
        precondition(row.lowerBound >= stride && stride >= row.count)
        precondition(row.upperBound + PNGFilter.margin <= bytes.count)
        unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe body(
                FilteredRow(
                    row: base + row.lowerBound, above: UnsafeRawPointer(base + row.lowerBound - stride),
                    count: row.count))
        }
    }

    @inline(__always)
    func undoUp() {
        for index in 0..<count {
            unsafe row.storeBytes(
                of: row.load(fromByteOffset: index, as: UInt8.self)
                    &+ above.load(fromByteOffset: index, as: UInt8.self),
                toByteOffset: index, as: UInt8.self)
        }
    }

    func undoSub<Size: PixelSize>(_ size: Size.Type) {
        var left = SIMD4<UInt8>()
        var index = 0
        while index < count {
            unsafe left &+= load(UnsafeRawPointer(row), index, size)
            store(left, index, size)
            index &+= Size.bytes
        }
    }

    /// The prediction is (left + above) / 2, with the ninth bit of the sum.
    func undoAverage<Size: PixelSize>(_ size: Size.Type) {
        var left = SIMD4<UInt8>()
        var index = 0
        while index < count {
            let above = unsafe load(above, index, size)
            let mean = (left & above) &+ ((left ^ above) &>> 1)
            left = unsafe load(UnsafeRawPointer(row), index, size) &+ mean
            store(left, index, size)
            index &+= Size.bytes
        }
    }

    /// `PaethRow` for one byte a pixel, for which a register is quicker than a vector.
    @inline(__always)
    func undoBytePaeth() {
        var (left, corner) = (Int32(0), Int32(0))
        var index = 0
        while index < count {
            if left == corner, index &+ 16 <= count, isZero(at: index) {
                let copy = unsafe above.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
                unsafe row.storeBytes(of: copy, toByteOffset: index, as: SIMD16<UInt8>.self)
                index &+= 16
                left = Int32(copy[15])
                corner = left
                continue
            }
            let above = unsafe Int32(above.load(fromByteOffset: index, as: UInt8.self))
            let difference = unsafe Int32(row.load(fromByteOffset: index, as: UInt8.self))
            let threshold = 3 &* corner &- above &- left
            let (low, high) = (min(left, above), max(left, above))
            let upper = high <= threshold ? low : corner
            left = (difference &+ (threshold <= low ? high : upper)) & 255
            corner = above
            unsafe row.storeBytes(of: UInt8(truncatingIfNeeded: left), toByteOffset: index, as: UInt8.self)
            index &+= 1
        }
    }

    /// Whether the sixteen bytes from here on are zero.
    @inline(__always)
    func isZero(at index: Int) -> Bool {
        unsafe row.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            | row.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self) == 0
    }

    @inline(__always)
    func load<Size: PixelSize>(
        _ base: UnsafeRawPointer, _ index: Int, _ size: Size.Type
    ) -> SIMD4<UInt8> {
        let belongs: UInt32 = Size.bytes == 4 ? .max : (1 << UInt32(8 * Size.bytes)) - 1
        let word = unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt32.self))
        return unsafe unsafeBitCast((word & belongs).littleEndian, to: SIMD4<UInt8>.self)
    }

    @inline(__always)
    func store<Size: PixelSize>(_ value: SIMD4<UInt8>, _ index: Int, _ size: Size.Type) {
        let word = unsafe UInt32(littleEndian: unsafeBitCast(value, to: UInt32.self))
        if Size.bytes == 4 {
            unsafe row.storeBytes(of: word.littleEndian, toByteOffset: index, as: UInt32.self)
        } else {
            for byte in 0..<Size.bytes {
                unsafe row.storeBytes(
                    of: UInt8(truncatingIfNeeded: word &>> UInt32(8 * byte)), toByteOffset: index &+ byte,
                    as: UInt8.self)
            }
        }
    }
}
