import FoundationEssentials

/// One handwritten character as the trajectory of its pen, y pointing down.
public struct PenDrawing: Sendable, Decodable {
    public let label: Label
    public let writer: Int?

    /// One list of `[x, y]` points for each time the pen was down.
    public let strokes: [[[Double]]]

    /// A digit, or the name of a character that is none.
    public enum Label: Sendable, Hashable, Decodable {
        case digit(Int)
        case name(String)

        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let digit = try? container.decode(Int.self) {
                self = .digit(digit)
            } else {
                self = .name(try container.decode(String.self))
            }
        }
    }

    public init(label: Label, writer: Int? = nil, strokes: [[[Double]]]) {
        self.label = label
        self.writer = writer
        self.strokes = strokes
    }

    /// The digit written, where it is one.
    public var digit: Int? {
        if case .digit(let value) = label { value } else { nil }
    }
}

/// The stroke collections that lie outside the repository.
public enum PenStrokes {
    /// Where they are: `INKLING_STROKES`, or `shared/strokes` beside the package.
    public static let directory: String =
        ProcessInfo.processInfo.environment["INKLING_STROKES"]
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path() + "shared/strokes"

    /// What to tell where they are missing.
    public static let missing = "no pen strokes: set INKLING_STROKES to the folder of pendigits-train.json"

    /// Whether the collection is there, to skip a test with `.enabled(if:_:)`.
    public static func isAvailable(_ name: String = "pendigits-train.json") -> Bool {
        FileManager.default.fileExists(atPath: directory + "/" + name)
    }

    /// Reads a whole collection.
    public static func load(_ name: String = "pendigits-train.json") throws -> [PenDrawing] {
        let data = try Data(contentsOf: URL(filePath: directory + "/" + name))
        return try JSONDecoder().decode([PenDrawing].self, from: data)
    }
}
