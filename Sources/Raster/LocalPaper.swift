/// The paper's luminance as it changes over a photo: light from one side, a shadow, a vignette.
///
/// The picture is cut into about 16x16 cells, whose paper runs linearly from cell to cell. Paper scales what ink
/// leaves of the light, so the difference is given as a share of it: a stroke is as dark in the shadow as beside it.
enum LocalPaper {
    /// Luminance minus paper, over paper.
    ///
    /// - Parameter level: the quantile of a cell that is taken for its paper: the median where nothing is known, one
    ///   on the paper's side where the ink's is, so that a cell mostly of ink does not pass for paper.
    static func difference(from plane: Plane, level: Double = 0.5) -> Plane {
        let paper = paperGrid(of: plane, level: level)
        let (columnStep, rowStep) = (
            Float(paper.width) / Float(plane.width), Float(paper.height) / Float(plane.height)
        )
        var result = plane
        for y in 0..<plane.height {
            let row = (Float(y) + 0.5) * rowStep - 0.5
            for x in 0..<plane.width {
                let light = paper.interpolated((Float(x) + 0.5) * columnStep - 0.5, row)
                result[x, y] = (result[x, y] - light) / max(light, darkest)
            }
        }
        return result
    }

    /// Cells along the longer side.
    private static let cells = 16

    /// Paper darker than this is not told from black; dividing by it would only raise its noise.
    private static let darkest: Float = 0.15

    /// The paper of each cell: the sheet's trend, and where the light departs from it, the median of the departures
    /// nearby. The trend first, because a median at the picture's edge has neighbours on one side only.
    private static func paperGrid(of plane: Plane, level: Double) -> Plane {
        var grid = cellLevels(of: plane, level: level)
        let trend = PaperTrend(grid)
        let surface = grid.values.indices.map {
            Float(trend.value(column: $0 % grid.width, row: $0 / grid.width, of: grid))
        }
        grid.values = zip(grid.values, surface).map { $0 - $1 }
        var paper = grid.filtered(radius: 1) { values in
            values.sort()
            return values[values.count / 2]
        }
        paper.values = zip(paper.values, surface).map { $0 + $1 }
        return paper
    }

    /// The quantile of each cell's own pixels.
    private static func cellLevels(of plane: Plane, level: Double) -> Plane {
        // A cell within a stroke would take the ink for paper.
        let side = max(plane.bounds.longestSide / cells, smallestCell)
        let levels = plane.cells(ofSide: side).map { cell in
            let values = plane.cropped(to: cell).values.sorted()
            return values[Int(Double(values.count) * level)]
        }
        return Plane(width: max(plane.width / side, 1), height: max(plane.height / side, 1), values: levels)
    }

    /// The smallest cell's side, in pixels.
    private static let smallestCell = 4
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

    /// The value between four neighbours; beyond the outermost, on the line through the last two.
    fileprivate func interpolated(_ x: Float, _ y: Float) -> Float {
        let left = Int(x.clamped(to: 0...Float(max(width - 2, 0))))
        let top = Int(y.clamped(to: 0...Float(max(height - 2, 0))))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (fx, fy) = (x - Float(left), y - Float(top))
        let upper = self[left, top] * (1 - fx) + self[right, top] * fx
        let lower = self[left, bottom] * (1 - fx) + self[right, bottom] * fx
        return upper * (1 - fy) + lower * fy
    }
}
