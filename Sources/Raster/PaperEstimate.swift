/// What a luminance plane says about its paper: which side of Otsu's threshold it is, and how even it is.
struct PaperEstimate: Equatable {
    /// Whether the ink is darker than the paper.
    let inkIsDark: Bool

    /// The paper's median luminance.
    let luminance: Float

    /// The difference between the two classes' means.
    let contrast: Float

    /// The share of the paper that lies close to its median, seen against the contrast.
    let evenness: Double

    /// Paper covers more of the picture and more of its edge. The edge alone misjudges a frame, the area alone a
    /// bold digit that fills the picture; so both vote, the area counting double.
    init(_ plane: Plane) {
        let histogram = Histogram(plane.values)
        let threshold = histogram.otsuThreshold
        let limit = histogram.value(of: threshold) + 0.5 / 255
        let darkArea = Double(histogram.total(in: 0...threshold)) / Double(plane.values.count)
        let edge = Self.edge(of: plane)
        let darkEdge = Double(edge.count { $0 < limit }) / Double(edge.count)
        inkIsDark = 2 * darkArea + darkEdge < 1.5

        let (dark, light) = (0...threshold, threshold + 1...255)
        let paper = inkIsDark ? light : dark
        let median = histogram.quantile(0.5, in: paper)
        luminance = histogram.value(of: median)
        let difference = histogram.mean(in: light) - histogram.mean(in: dark)
        contrast = Float(difference) / 255
        let tolerance = max(Int(0.06 * difference), 1)
        let close = max(median - tolerance, 0)...min(median + tolerance, 255)
        evenness =
            Double(histogram.total(in: close.clamped(to: paper))) / Double(max(histogram.total(in: paper), 1))
    }

    private static func edge(of plane: Plane) -> [Float] {
        let (width, height) = (plane.width, plane.height)
        let rows = (0..<width).flatMap { [plane[$0, 0], plane[$0, height - 1]] }
        let columns = (0..<height).flatMap { [plane[0, $0], plane[width - 1, $0]] }
        return rows + columns
    }
}
