import Files

/// Drawings in the UNIPEN format (Guyon and others 1994) as UCI's pendigits-orig files have it, y pointing up from
/// the bottom of a tablet of 500 units.
///
///     .SEGMENT DIGIT 0-1 ? "8"
///     .COMMENT 8 2 0              the digit, the writer, a running number
///     .PEN_DOWN
///      267  333
///     .PEN_UP
///     .DT 100
///
/// Other keywords, and what stands outside of strokes, are passed over.
public struct UNIPENFile {
    /// The tablet's height.
    private static let height: Float = 500

    private let file: String
    private var drawings: [LabelledDrawing] = []
    private var segment: Segment?
    private var isDown = false

    /// A drawing that is being read.
    private struct Segment {
        let label: String
        /// The line that it begins in.
        let line: Int
        var writer: Int?
        var drawing = PenDrawing(strokes: [])
    }

    /// Reads a whole file.
    ///
    /// - Throws: `PenStrokeError` or `UnreadableFile`.
    public static func read(_ path: String) throws -> [LabelledDrawing] {
        try parse(try FileChunks.contents(of: path, limit: DrawingLimits.bytes), file: path)
    }

    /// Reads what a file holds; `file` is for the error.
    static func parse(_ bytes: [UInt8], file: String) throws(PenStrokeError) -> [LabelledDrawing] {
        var reader = UNIPENFile(file: file)
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if !words.isEmpty { try reader.take(words, line: index + 1) }
        }
        return try reader.finish()
    }

    private init(file: String) {
        self.file = file
    }

    /// Takes a line that is not empty.
    private mutating func take(_ words: [ArraySlice<UInt8>], line: Int) throws(PenStrokeError) {
        switch Self.text(words[0]) {
        case ".SEGMENT":
            guard !isDown else { throw .badValue(file: file, place: "line \(line)", needs: ".PEN_UP before") }
            try endSegment()
            guard let quoted = words.last, quoted.count > 2, quoted.first == 0x22, quoted.last == 0x22 else {
                throw .badValue(file: file, place: "line \(line)", needs: "a label as \"8\" at the end")
            }
            segment = Segment(
                label: Self.text(quoted.dropFirst().dropLast()), line: line)
        case ".COMMENT":
            if words.count == 4, let writer = Int(Self.text(words[2])) { segment?.writer = writer }
        case ".PEN_DOWN":
            isDown = true
            segment?.drawing.strokes.append([])
        case ".PEN_UP":
            isDown = false
        case let word where isDown && !word.hasPrefix("."):
            try takePoint(words, line: line)
        default:
            break
        }
    }

    private mutating func takePoint(_ words: [ArraySlice<UInt8>], line: Int) throws(PenStrokeError) {
        guard words.count == 2, let x = Self.number(words[0]), let y = Self.number(words[1]) else {
            throw .badValue(
                file: file, place: "line \(line)",
                needs: "x and y of a point, each \(DrawingLimits.coordinateWords)")
        }
        guard var segment, let last = segment.drawing.strokes.indices.last else { return }
        self.segment = nil
        segment.drawing.strokes[last].append(PenDrawing.Point(x, Self.height - y))
        self.segment = segment
    }

    private static func text(_ word: ArraySlice<UInt8>) -> String { String(decoding: word, as: UTF8.self) }

    /// A coordinate; nil where it is no number, or lies too far off.
    private static func number(_ word: ArraySlice<UInt8>) -> Float? {
        guard let number = Float(text(word)), abs(number) <= DrawingLimits.coordinate else { return nil }
        return number
    }

    private mutating func endSegment() throws(PenStrokeError) {
        guard var ended = segment else { return }
        segment = nil
        ended.drawing.strokes.removeAll(where: \.isEmpty)
        try DrawingLimits.check(ended.drawing, file: file, place: "line \(ended.line)")
        drawings.append(LabelledDrawing(ended.drawing, label: ended.label, writer: ended.writer))
        try DrawingLimits.check(drawings: drawings.count, file: file)
    }

    private mutating func finish() throws(PenStrokeError) -> [LabelledDrawing] {
        guard !isDown else { throw .truncated(file: file) }
        try endSegment()
        guard !drawings.isEmpty else { throw .empty(file: file) }
        return drawings
    }
}
