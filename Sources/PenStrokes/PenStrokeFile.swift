import Files
import FoundationEssentials

/// Drawings as JSON: a list of `{"label": text or number, "writer"?: number, "strokes": [[[x, y], ...], ...]}`, y
/// pointing down.
public enum PenStrokeFile {
    /// Reads a whole file.
    ///
    /// - Throws: `PenStrokeError` or `UnreadableFile`.
    public static func read(_ path: String) throws -> [LabelledDrawing] {
        try parse(try FileChunks.contents(of: path, limit: DrawingLimits.bytes), file: path)
    }

    /// Reads what a file holds; `file` is for the error.
    static func parse(_ bytes: [UInt8], file: String) throws(PenStrokeError) -> [LabelledDrawing] {
        let elements: [Element]
        do {
            elements = try JSONDecoder().decode([Element].self, from: Data(bytes))
        } catch let error as DecodingError {
            throw reason(for: error, of: bytes, file: file)
        } catch {
            throw .notAList(file: file)
        }
        guard !elements.isEmpty else { throw .empty(file: file) }
        try DrawingLimits.check(drawings: elements.count, file: file)
        for (index, element) in elements.enumerated() {
            try DrawingLimits.check(element.drawing.drawing, file: file, place: "[\(index)].strokes")
        }
        return elements.map(\.drawing)
    }

    /// What a decoder found wrong, in our words.
    private static func reason(for error: DecodingError, of bytes: [UInt8], file: String) -> PenStrokeError {
        let (path, needs): ([any CodingKey], String)
        switch error {
        case .keyNotFound(let key, let context): (path, needs) = (context.codingPath + [key], "a value")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            (path, needs) = (context.codingPath, Element.words(for: context.codingPath))
        @unknown default: (path, needs) = ([], "")
        }
        if !path.isEmpty { return .badValue(file: file, place: place(path), needs: needs) }
        let last = bytes.last { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
        return bytes.first == UInt8(ascii: "[") && last != UInt8(ascii: "]")
            ? .truncated(file: file) : .notAList(file: file)
    }

    /// A path as `[3].strokes[0][5]`.
    private static func place(_ path: [any CodingKey]) -> String {
        path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
    }
}

/// One drawing of a file.
private struct Element: Decodable {
    let drawing: LabelledDrawing

    private enum Key: String, CodingKey {
        case label, writer, strokes
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let label: String
        do {
            label = String(try fields.decode(Int.self, forKey: .label))
        } catch {
            label = try fields.decode(String.self, forKey: .label)
        }
        let writer: Int?
        do {
            writer = try fields.decodeIfPresent(Int.self, forKey: .writer)
        } catch {
            // The decoder does not say where a number stands that the type cannot hold.
            throw DecodingError.dataCorruptedError(forKey: .writer, in: fields, debugDescription: "\(error)")
        }
        let strokes = try fields.decode([[Point]].self, forKey: .strokes)
        drawing = LabelledDrawing(
            PenDrawing(strokes: strokes.map { $0.map(\.place) }), label: label, writer: writer)
    }

    /// What must stand at a path, in words.
    static func words(for path: [any CodingKey]) -> String {
        switch path.dropFirst().first?.stringValue {
        case Key.label.rawValue: "a text or a whole number"
        case Key.writer.rawValue: "a whole number"
        case Key.strokes.rawValue:
            path.count > 3 ? "[x, y], each \(DrawingLimits.coordinateWords)" : "a list of lists of points"
        default: "an object with label and strokes"
        }
    }
}

/// `[x, y]`.
private struct Point: Decodable {
    let place: PenDrawing.Point

    init(from decoder: any Decoder) throws {
        do {
            var numbers = try decoder.unkeyedContainer()
            place = PenDrawing.Point(try numbers.decode(Float.self), try numbers.decode(Float.self))
            let limit = DrawingLimits.coordinate
            guard numbers.isAtEnd, abs(place.x) <= limit, abs(place.y) <= limit else { throw NoPoint() }
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(error)"))
        }
    }

    private struct NoPoint: Error {}
}
