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
        FilteredRow.with(&bytes, row: row, stride: stride) { row in
            switch pixel {
            case 1: undo(row, OneByte.self)
            case 2: undo(row, TwoBytes.self)
            case 3: undo(row, ThreeBytes.self)
            default: undo(row, FourBytes.self)
            }
        }
    }

    /// The same for two rows of Paeth, `row` and the one `stride` bytes further on.
    ///
    /// A pixel waits for the one to its left, so a processor has little to do; the second row, a few pixels behind,
    /// gives it as much again.
    static func undoTwoPaeth(in bytes: inout [UInt8], row: Range<Int>, stride: Int, pixel: Int) {
        let next = row.lowerBound + stride..<row.upperBound + stride
        FilteredRow.with(&bytes, row: next, stride: stride) { second in
            let first = unsafe FilteredRow(
                row: second.row - stride, above: second.above - stride, count: second.count)
            switch pixel {
            case 1:
                first.undoBytePaeth()
                second.undoBytePaeth()
            case 2: PaethRow<TwoBytes>.undo(first, second)
            case 3: PaethRow<ThreeBytes>.undo(first, second)
            default: PaethRow<FourBytes>.undo(first, second)
            }
        }
    }

    private func undo<Size: PixelSize>(_ row: FilteredRow, _ size: Size.Type) {
        switch self {
        case .none: break
        case .sub: row.undoSub(size)
        case .up: row.undoUp()
        case .average: row.undoAverage(size)
        case .paeth: Size.bytes == 1 ? row.undoBytePaeth() : PaethRow<Size>.undo(row)
        }
    }
}
