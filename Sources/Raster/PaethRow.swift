/// A row of the Paeth filter, undone sixteen bytes after sixteen.
///
/// The prediction is whichever of left, above and corner is nearest to left + above - corner, the first of equals.
/// That is the smaller of left and above where 3 corner - left - above is at least the larger, the larger where it is
/// at most the smaller, and else the corner: no absolute values, and a short way from one pixel to the next (Fabian
/// Giesen's form).
///
/// Where left and corner are the same, the prediction is the byte above; while the differences then are zero, as
/// beside and under a stroke, the row is a copy of the one above. So sixteen bytes are taken at once.
struct PaethRow<Size: PixelSize> {
    private let row: FilteredRow
    private var index = 0
    private var left = SIMD4<Int16>()
    private var corner = SIMD4<Int16>()

    private init(_ row: FilteredRow) { self.row = row }

    static func undo(_ row: FilteredRow) {
        var row = PaethRow(row)
        row.finish()
    }

    /// Undoes two rows, the second of them a block behind the first, which it looks up to.
    static func undo(_ first: FilteredRow, _ second: FilteredRow) {
        var (first, second) = (PaethRow(first), PaethRow(second))
        if first.hasBlock { first.undoBlock() }
        while first.hasBlock {
            first.undoBlock()
            second.undoBlock()
        }
        first.finish()
        second.finish()
    }

    /// Whether sixteen bytes are left.
    private var hasBlock: Bool {
        @inline(__always) get { index &+ 16 <= row.count }
    }

    /// Undoes the whole pixels in the next sixteen bytes.
    @inline(__always)
    private mutating func undoBlock() {
        if row.isZero(at: index), Self.isSame(left, corner) {
            var copy = unsafe row.above.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            // The byte that is the next pixel's stays as it is, zero.
            if Size.bytes == 3 { copy[15] = 0 }
            unsafe row.row.storeBytes(of: copy, toByteOffset: index, as: SIMD16<UInt8>.self)
            index &+= 16 / Size.bytes * Size.bytes
            left = unsafe SIMD4(truncatingIfNeeded: row.load(row.above, index &- Size.bytes, Size.self))
            corner = left
        } else {
            for _ in 0..<16 / Size.bytes { undoPixel() }
        }
    }

    /// Undoes all that is left.
    private mutating func finish() {
        while hasBlock { undoBlock() }
        while index < row.count { undoPixel() }
    }

    @inline(__always)
    private mutating func undoPixel() {
        let above = unsafe SIMD4<Int16>(truncatingIfNeeded: row.load(row.above, index, Size.self))
        let difference = unsafe SIMD4<Int16>(
            truncatingIfNeeded: row.load(UnsafeRawPointer(row.row), index, Size.self))
        let threshold = (3 &* corner &- above) &- left
        let (low, high) = (pointwiseMin(left, above), pointwiseMax(left, above))
        // Both hold only where all three are equal, and then both terms are zero.
        let toHigh = SIMD4<Int16>().replacing(with: high &- corner, where: threshold .<= low)
        let toLow = SIMD4<Int16>().replacing(with: low &- corner, where: high .<= threshold)
        left = ((difference &+ corner) &+ (toHigh | toLow)) & 255
        corner = above
        row.store(SIMD4(truncatingIfNeeded: left), index, Size.self)
        index &+= Size.bytes
    }

    /// `==` of vectors compares lane by lane.
    @inline(__always)
    private static func isSame(_ a: SIMD4<Int16>, _ b: SIMD4<Int16>) -> Bool {
        unsafe unsafeBitCast(a ^ b, to: UInt64.self) == 0
    }
}
