/// What a file of strokes may hold, so that none fills the memory.
enum DrawingLimits {
    /// Bytes of a file.
    static let bytes = 256 << 20
    /// Drawings in a file.
    static let drawings = 200_000
    /// Points in a drawing.
    static let points = 10_000
    /// How far from 0 a coordinate may lie.
    static let coordinate: Float = 1e6

    /// What a coordinate must be, in words.
    static let coordinateWords = "a number from -\(Int(coordinate)) to \(Int(coordinate))"

    /// Refuses more drawings than are read.
    static func check(drawings count: Int, file: String) throws(PenStrokeError) {
        guard count <= drawings else { throw .tooMany(file: file, what: "drawings", limit: drawings) }
    }

    /// Refuses a drawing without ink, or with too many points.
    static func check(_ drawing: PenDrawing, file: String, place: String) throws(PenStrokeError) {
        let count = drawing.strokes.reduce(0) { $0 + $1.count }
        guard count > 0 else {
            throw .badValue(file: file, place: place, needs: "a stroke of one point or more")
        }
        guard count <= points else {
            throw .badValue(file: file, place: place, needs: "a drawing of at most \(points) points")
        }
    }
}
