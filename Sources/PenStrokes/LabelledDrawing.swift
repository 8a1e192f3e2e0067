/// A drawing and what it is of.
public struct LabelledDrawing: Sendable, Equatable {
    public let drawing: PenDrawing

    /// What was drawn, such as `8` or `Greek/character07`.
    public let label: String

    /// The number of who drew it, within its file; nil where that is not known.
    public let writer: Int?

    public init(_ drawing: PenDrawing, label: String, writer: Int? = nil) {
        self.drawing = drawing
        self.label = label
        self.writer = writer
    }
}
