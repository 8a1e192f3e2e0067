import Files

/// A digit somebody drew.
public struct PenDigit: Sendable, Equatable {
    public let drawing: PenDrawing

    /// 0 to 9.
    public let digit: UInt8

    /// The number of who drew it.
    public let writer: Int

    public init(_ drawing: PenDrawing, digit: UInt8, writer: Int) {
        self.drawing = drawing
        self.digit = digit
        self.writer = writer
    }
}

extension PenDigit {
    /// The files that digits are read from, the first that is there.
    static let fileNames = ["pendigits-train.json", "pendigits-orig.tra"]

    /// Reads the digits of a folder: UCI's "Pen-Based Recognition of Handwritten Digits" as `pendigits-train.json` or as
    /// UCI's own `pendigits-orig.tra`.
    ///
    /// - Throws: `PenStrokeError` or `UnreadableFile`.
    public static func load(from folder: String) throws -> [PenDigit] {
        let paths = fileNames.map { folder + "/" + $0 }
        guard let path = paths.first(where: { FileIdentity($0) != nil }) else {
            throw PenStrokeError.noFile(folder: folder, expected: fileNames)
        }
        let isJSON = path.hasSuffix(".json")
        return try digits(of: isJSON ? PenStrokeFile.read(path) : UNIPENFile.read(path), file: path)
    }

    /// Takes drawings for digits; `file` is for the error.
    ///
    /// - Throws: `PenStrokeError` where one is no digit, its writer is not known, or there are too few writers.
    static func digits(of drawings: [LabelledDrawing], file: String) throws(PenStrokeError) -> [PenDigit] {
        var digits: [PenDigit] = []
        digits.reserveCapacity(drawings.count)
        for (index, drawing) in drawings.enumerated() {
            guard drawing.label.utf8.count == 1, let digit = UInt8(drawing.label) else {
                throw .badValue(
                    file: file, place: "drawing \(index)", needs: "a digit as label, not \(drawing.label)")
            }
            guard let writer = drawing.writer else {
                throw .badValue(file: file, place: "drawing \(index)", needs: "its writer's number")
            }
            digits.append(PenDigit(drawing.drawing, digit: digit, writer: writer))
        }
        let writers = Set(digits.map(\.writer)).count
        guard writers >= WriterSplit.fewestWriters else {
            throw .tooFewWriters(file: file, count: writers)
        }
        return digits
    }
}
