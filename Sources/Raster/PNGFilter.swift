/// The five filters of PNG (specification, section 9): a byte is stored as its difference from a prediction.
///
/// The bytes a prediction looks at: `left` in the pixel before, `above` in the row before, `corner` left of that.
/// Left of the first pixel and above the first row is zero.
enum PNGFilter: UInt8 {
    case none, sub, up, average, paeth

    /// Bytes behind a row that `undo` may read, and none of which it changes.
    static let margin = 16

    /// Turns differences into bytes, in place.
    ///
    /// - Parameters:
    ///   - row: where the row lies, without its filter byte.
    ///   - stride: how much earlier the row above lies.
    ///   - pixel: bytes a pixel, 1...4.
    /// - Precondition: `bytes` reaches from the row above to `margin` bytes behind the row.
    func undo(in bytes: inout [UInt8], row: Range<Int>, stride: Int, pixel: Int) {
        precondition(row.lowerBound >= stride && stride >= row.count)
        precondition(row.upperBound + Self.margin <= bytes.count)
        unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            let bytes = unsafe FilteredRow(
                row: base + row.lowerBound, above: UnsafeRawPointer(base + row.lowerBound - stride),
                count: row.count)
            switch pixel {
            case 1: undo(bytes, OneByte.self)
            case 2: undo(bytes, TwoBytes.self)
            case 3: undo(bytes, ThreeBytes.self)
            default: undo(bytes, FourBytes.self)
            }
        }
    }

    private func undo<Size: PixelSize>(_ row: FilteredRow, _ size: Size.Type) {
        switch self {
        case .none: break
        case .sub: row.undoSub(size)
        case .up: row.undoUp()
        case .average: row.undoAverage(size)
        case .paeth: Size.bytes == 1 ? row.undoBytePaeth() : row.undoPaeth(size)
        }
    }
}

/// Bytes a pixel, as a type: so that every loop is compiled for each of them, without a test in it.
private protocol PixelSize {
    static var bytes: Int { get }
}
private enum OneByte: PixelSize { static var bytes: Int { 1 } }
private enum TwoBytes: PixelSize { static var bytes: Int { 2 } }
private enum ThreeBytes: PixelSize { static var bytes: Int { 3 } }
private enum FourBytes: PixelSize { static var bytes: Int { 4 } }

/// One row and the one above it, which is whole already.
///
/// All but Up go from pixel to pixel, each waiting for the one before, so the channels of a pixel are taken at
/// once. Pixels are loaded as four bytes whatever their size: what does not belong to them is set to zero.
@safe
private struct FilteredRow {
    let row: UnsafeMutableRawPointer
    let above: UnsafeRawPointer
    let count: Int

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

    /// The prediction is whichever of left, above and corner is nearest to left + above - corner, the first of
    /// equals.
    ///
    /// That is the smaller of left and above where 3 corner - left - above is at least the larger, the larger where
    /// it is at most the smaller, and else the corner: no absolute values, and a short way from one pixel to the
    /// next (Fabian Giesen's form).
    ///
    /// Where left and corner are the same, the prediction is the byte above; while the differences then are zero, as
    /// beside and under a stroke, the row is a copy of the one above. So sixteen bytes are taken at once.
    func undoPaeth<Size: PixelSize>(_ size: Size.Type) {
        var left = SIMD4<Int16>()
        var corner = left
        var index = 0
        let block = 16 / Size.bytes * Size.bytes
        while index &+ 16 <= count {
            if isZero(at: index), Self.isSame(left, corner) {
                var copy = unsafe above.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
                // The byte that is the next pixel's stays as it is, zero.
                if Size.bytes == 3 { copy[15] = 0 }
                unsafe row.storeBytes(of: copy, toByteOffset: index, as: SIMD16<UInt8>.self)
                index &+= block
                left = unsafe SIMD4(truncatingIfNeeded: load(above, index &- Size.bytes, size))
                corner = left
            } else {
                for _ in 0..<16 / Size.bytes {
                    undoPaeth(at: index, size, left: &left, corner: &corner)
                    index &+= Size.bytes
                }
            }
        }
        while index < count {
            undoPaeth(at: index, size, left: &left, corner: &corner)
            index &+= Size.bytes
        }
    }

    @inline(__always)
    private func undoPaeth<Size: PixelSize>(
        at index: Int, _ size: Size.Type, left: inout SIMD4<Int16>, corner: inout SIMD4<Int16>
    ) {
        let above = unsafe SIMD4<Int16>(truncatingIfNeeded: load(above, index, size))
        let difference = unsafe SIMD4<Int16>(truncatingIfNeeded: load(UnsafeRawPointer(row), index, size))
        let threshold = (3 &* corner &- above) &- left
        let (low, high) = (pointwiseMin(left, above), pointwiseMax(left, above))
        // Both hold only where all three are equal, and then both terms are zero.
        let toHigh = SIMD4<Int16>().replacing(with: high &- corner, where: threshold .<= low)
        let toLow = SIMD4<Int16>().replacing(with: low &- corner, where: high .<= threshold)
        left = ((difference &+ corner) &+ (toHigh | toLow)) & 255
        corner = above
        store(SIMD4(truncatingIfNeeded: left), index, size)
    }

    /// The same for one byte a pixel, for which a register is quicker than a vector.
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
    private func isZero(at index: Int) -> Bool {
        unsafe row.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            | row.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self) == 0
    }

    /// `==` of vectors compares lane by lane.
    @inline(__always)
    private static func isSame(_ a: SIMD4<Int16>, _ b: SIMD4<Int16>) -> Bool {
        unsafe unsafeBitCast(a ^ b, to: UInt64.self) == 0
    }

    @inline(__always)
    private func load<Size: PixelSize>(
        _ base: UnsafeRawPointer, _ index: Int, _ size: Size.Type
    ) -> SIMD4<UInt8> {
        let belongs: UInt32 = Size.bytes == 4 ? .max : (1 << UInt32(8 * Size.bytes)) - 1
        let word = unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt32.self))
        return unsafe unsafeBitCast((word & belongs).littleEndian, to: SIMD4<UInt8>.self)
    }

    @inline(__always)
    private func store<Size: PixelSize>(_ value: SIMD4<UInt8>, _ index: Int, _ size: Size.Type) {
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
