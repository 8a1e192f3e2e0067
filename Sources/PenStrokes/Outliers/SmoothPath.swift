/// A smooth line through points (Catmull and Rom 1974, "A class of local interpolating splines").
enum SmoothPath {
    /// Straight pieces between two points.
    static let pieces = 8

    /// The line as many short straight ones; closed where the first and the last point are the same.
    static func through(_ points: [PenDrawing.Point]) -> [PenDrawing.Point] {
        guard points.count > 2, let first = points.first, let last = points.last else { return points }
        let isClosed = first == last
        var path = [first]
        for index in 0..<points.count - 1 {
            let (start, end) = (points[index], points[index + 1])
            let before = index > 0 ? points[index - 1] : isClosed ? points[points.count - 2] : start
            let after = index + 2 < points.count ? points[index + 2] : isClosed ? points[1] : end
            for piece in 1...pieces {
                let t = Float(piece) / Float(pieces)
                let linear = (end - before) * t
                let square = (2 * before - 5 * start + 4 * end - after) * (t * t)
                let cube = (3 * start - before - 3 * end + after) * (t * t * t)
                path.append(start + (linear + square + cube) / 2)
            }
        }
        return path
    }
}
