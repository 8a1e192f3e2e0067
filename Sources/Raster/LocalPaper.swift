/// The paper's luminance as it changes over a photo: light from one side, a shadow, a vignette.
///
/// The picture is cut into about 16x16 cells; the paper of a cell is the median over a neighbourhood of 5x5 cells,
/// larger than any stroke, and runs linearly from cell to cell.
enum LocalPaper {
    /// Luminance minus paper.
    static func difference(from plane: Plane) -> Plane {
        let side = max(plane.bounds.longestSide / cells, 1)
        let grid = cellMedians(of: plane, side: side)
        let paper = grid.smoothed(radius: 2)
        var result = plane
        for y in 0..<plane.height {
            let row = (Float(y) + 0.5) / Float(side) - 0.5
            for x in 0..<plane.width {
                let column = (Float(x) + 0.5) / Float(side) - 0.5
                result[x, y] -= paper.interpolated(column, row)
            }
        }
        return result
    }

    private static let cells = 16

    /// For each cell, the median over the cells around it, each given by its own median.
    private static func cellMedians(of plane: Plane, side: Int) -> Plane {
        let width = (plane.width + side - 1) / side
        let height = (plane.height + side - 1) / side
        var medians = Plane(width: width, height: height)
        var values: [Float] = []
        for row in 0..<height {
            for column in 0..<width {
                values.removeAll(keepingCapacity: true)
                for y in row * side..<min((row + 1) * side, plane.height) {
                    for x in column * side..<min((column + 1) * side, plane.width) {
                        values.append(plane[x, y])
                    }
                }
                values.sort()
                medians[column, row] = values[values.count / 2]
            }
        }
        return medians.filtered(radius: 2) { values in
            values.sort()
            return values[values.count / 2]
        }
    }
}

extension Plane {
    /// Each value replaced by what `combine` makes of those within `radius`, fewer at the edges.
    fileprivate func filtered(radius: Int, combine: (inout [Float]) -> Float) -> Plane {
        var result = self
        var values: [Float] = []
        for y in 0..<height {
            for x in 0..<width {
                values.removeAll(keepingCapacity: true)
                for row in max(y - radius, 0)...min(y + radius, height - 1) {
                    for column in max(x - radius, 0)...min(x + radius, width - 1) {
                        values.append(self[column, row])
                    }
                }
                result[x, y] = combine(&values)
            }
        }
        return result
    }

    fileprivate func smoothed(radius: Int) -> Plane {
        filtered(radius: 1) { $0.reduce(0, +) / Float($0.count) }
    }

    /// The value between four neighbours; beyond the edge, that of the edge.
    fileprivate func interpolated(_ x: Float, _ y: Float) -> Float {
        let (cx, cy) = (x.clamped(to: 0...Float(width - 1)), y.clamped(to: 0...Float(height - 1)))
        let (left, top) = (Int(cx), Int(cy))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (fx, fy) = (cx - Float(left), cy - Float(top))
        let upper = self[left, top] * (1 - fx) + self[right, top] * fx
        let lower = self[left, bottom] * (1 - fx) + self[right, bottom] * fx
        return upper * (1 - fy) + lower * fy
    }
}
