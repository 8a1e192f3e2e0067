/// Evens out a photo's light: light from one side, a shadow, a vignette.
///
/// The picture is cut into about 16x16 cells, whose paper runs linearly from cell to cell. Paper scales what ink
/// leaves of the light, so each pixel is scaled to the light that the sheet has on the whole: a stroke is then as
/// dark in the shadow as beside it.
enum LocalPaper {
    /// The picture in even light, and the luminance that its paper has there.
    ///
    /// - Parameter inkIsDark: whether the ink is darker than the paper, if that is known: a cell mostly of ink then
    ///   does not pass for paper.
    static func evened(_ plane: Plane<UInt8>, inkIsDark: Bool? = nil) -> (plane: Plane<UInt8>, paper: Int) {
        let level = inkIsDark.map { $0 ? paperLevel : 1 - paperLevel } ?? 0.5
        let paper = paperGrid(of: plane, level: level)
        let seen = paper.values.sorted()[paper.values.count / 2].rounded().clamped(to: 0...255)
        // Where the paper is light, what is darker has more levels, and what is lighter less room: a sheet that is
        // not nearly black is taken for one in poor light.
        let typical = inkIsDark ?? (seen > blackPaper) ? max(seen, lightPaper) : seen
        let columns = paper.stretched(to: plane.width)
        let step = Float(paper.height) / Float(plane.height)
        var result = plane
        for y in 0..<plane.height {
            let position = (Float(y) + 0.5) * step - 0.5
            let top = Int(position.clamped(to: 0...Float(max(paper.height - 2, 0))))
            let share = position - Float(top)
            let upper = columns.values.span.extracting(columns.row(top))
            let lower = columns.values.span.extracting(columns.row(min(top + 1, paper.height - 1)))
            result.updateRow(y) { row in
                for x in 0..<min(row.count, min(upper.count, lower.count)) {
                    let light = upper[x] + (lower[x] - upper[x]) * share
                    let difference = (Float(row[x]) - light) / max(light, darkest)
                    row[x] = UInt8(nearest: min(max(typical * (1 + difference), 0), 255))
                }
            }
        }
        return (result, Int(typical))
    }

    /// Where in a cell's pixels its paper is looked for, once it is known to be the lighter part.
    private static let paperLevel = 0.8

    /// The luminance of paper in good light.
    private static let lightPaper: Float = 160

    /// Paper darker than this is a blackboard rather than a sheet.
    private static let blackPaper: Float = 64

    /// Cells along the longer side.
    private static let cells = 16

    /// Paper darker than this is not told from black; dividing by it would only raise its noise.
    private static let darkest: Float = 0.15 * 255

    /// The paper of each cell: the sheet's trend, and where the light departs from it, the median of the departures
    /// nearby. The trend first, because a median at the picture's edge has neighbours on one side only.
    private static func paperGrid(of plane: Plane<UInt8>, level: Double) -> Plane<Float> {
        var grid = cellLevels(of: plane, level: level)
        let trend = PaperTrend(grid).surface
        for index in grid.values.indices { grid.values[index] -= trend.values[index] }
        var paper = grid.medians
        for index in paper.values.indices { paper.values[index] += trend.values[index] }
        return paper
    }

    /// The quantile of each cell's own pixels.
    private static func cellLevels(of plane: Plane<UInt8>, level: Double) -> Plane<Float> {
        // A cell within a stroke would take the ink for paper.
        let side = max(plane.bounds.longestSide / cells, smallestCell)
        var histogram = Histogram()
        let levels = plane.cells(ofSide: side).map { cell in
            histogram.removeAll()
            histogram.count(plane, in: cell)
            return Float(histogram.quantile(level))
        }
        return Plane(width: max(plane.width / side, 1), height: max(plane.height / side, 1), values: levels)
    }

    /// The smallest cell's side, in pixels.
    private static let smallestCell = 4
}

extension Plane<Float> {
    /// Each value replaced by the median of it and its eight neighbours, fewer at the edges.
    fileprivate var medians: Plane {
        var result = self
        var values: [Float] = []
        for y in 0..<height {
            for x in 0..<width {
                values.removeAll(keepingCapacity: true)
                for row in max(y - 1, 0)...min(y + 1, height - 1) {
                    for column in max(x - 1, 0)...min(x + 1, width - 1) { values.append(self[column, row]) }
                }
                values.sort()
                result[x, y] = values[values.count / 2]
            }
        }
        return result
    }

    /// Each row drawn out to a new width: straight lines between the values' middles, and beyond the outermost.
    fileprivate func stretched(to newWidth: Int) -> Plane {
        var result = Plane(width: newWidth, height: height, filledWith: 0)
        let step = Float(width) / Float(newWidth)
        for x in 0..<newWidth {
            let position = (Float(x) + 0.5) * step - 0.5
            let left = Int(position.clamped(to: 0...Float(max(width - 2, 0))))
            let right = min(left + 1, width - 1)
            for y in 0..<height {
                result[x, y] = self[left, y] + (self[right, y] - self[left, y]) * (position - Float(left))
            }
        }
        return result
    }
}
