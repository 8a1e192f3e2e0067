/// A picture cut into about 5x5 cells, each larger than a stroke is wide, so that it holds some paper.
struct PaperCells {
    /// All cells together.
    private(set) var histogram = Histogram()

    /// What a tenth of each cell exceeds: its paper, where that is light, as long as a tenth of the cell is paper.
    private(set) var lighter: [Int] = []

    /// What a tenth of each cell lies below: its paper where that is dark.
    private(set) var darker: [Int] = []

    init(_ plane: Plane<UInt8>) {
        let side = max(plane.bounds.longestSide / Self.cells, 4)
        var cell = Histogram()
        for rect in plane.cells(ofSide: side) {
            cell.removeAll()
            cell.count(plane, in: rect)
            lighter.append(cell.level(reachedBy: 0.1))
            darker.append(cell.quantile(0.1))
            histogram.add(cell)
        }
    }

    /// Cells along the longer side.
    private static let cells = 5
}
