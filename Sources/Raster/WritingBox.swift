/// Tells a box to write in, as forms have it, from the digit inside.
///
/// A box is thin, around what is in it, and on all sides of it. Where a part of the box is missing, as in a faint
/// print, there must be more ink in it than of it: a broken 0 and a 7 with its bar apart are no boxes.
enum WritingBox {
    /// - Parameter index: which of the parts is asked about.
    static func isBox(_ index: Int, of components: InkComponents) -> Bool {
        let part = components.parts[index]
        guard part.mass * hollow <= 255 * part.width * part.height else { return false }
        let inside = components.parts.filter {
            $0 != part && $0.mass * smallest >= part.mass && part.bounds.isAround($0.bounds)
        }
        guard let first = inside.first else { return false }
        let bounds = inside.reduce(first.bounds) { $0.union($1.bounds) }
        let ink = inside.reduce(0) { $0 + $1.mass }
        if part.bounds.contains(bounds), components.isPart(index, onAllSidesOf: bounds) {
            return ink * wholeShare >= part.mass
        }
        return ink >= part.mass && part.width * 100 >= size * bounds.width
            && part.height * 100 >= size * bounds.height
    }

    /// A box has less than this part of its bounds in ink.
    private static let hollow = 4

    /// What is in a box has at least this part of its ink, or it is a speck.
    private static let smallest = 30

    /// A part of a box is at least so much larger than what is in it, in per cent, both ways.
    private static let size = 112

    /// What is in a whole box has at least this part of the box's own ink.
    private static let wholeShare = 6
}

extension PixelRect {
    /// The pixel in the middle.
    fileprivate var middle: (x: Int, y: Int) { (x + width / 2, y + height / 2) }

    /// Whether all of another lies inside, not touching the border.
    fileprivate func contains(_ other: PixelRect) -> Bool {
        x < other.x && y < other.y && other.x + other.width < x + width && other.y + other.height < y + height
    }

    /// Whether the middle of another lies inside.
    fileprivate func isAround(_ other: PixelRect) -> Bool {
        (x..<x + width).contains(other.middle.x) && (y..<y + height).contains(other.middle.y)
    }
}

extension InkComponents {
    /// Whether a part has ink to the left, to the right, above and below a rectangle's middle.
    fileprivate func isPart(_ index: Int, onAllSidesOf bounds: PixelRect) -> Bool {
        let (column, row) = bounds.middle
        var (isLeft, isRight, isAbove, isBelow) = (false, false, false, false)
        for (run, label) in zip(runs, labels) where label == index {
            if run.row == row {
                isLeft = isLeft || run.columns.lowerBound < column
                isRight = isRight || run.columns.upperBound > column + 1
            }
            if run.columns.contains(column) {
                isAbove = isAbove || run.row < row
                isBelow = isBelow || run.row > row
            }
        }
        return isLeft && isRight && isAbove && isBelow
    }
}
