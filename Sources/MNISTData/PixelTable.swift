import Files

/// Kaggle's form of MNIST as a state machine: pieces of a CSV file in, images out.
///
/// A header `pixel0` to `pixel783`, after `label` where the images have labels, then a row an image: whole numbers 0
/// to 255, row-major, 0 the ground and 255 full ink. Lines end in LF or CRLF, the last one need not.
public struct PixelTable {
    private static let side = 28
    private static let pixelCount = side * side

    private let file: String
    private var header: [UInt8] = []
    /// Whether the first column is the label; nil until the header is complete.
    private var isLabelled: Bool?

    private var line = 1
    private var column = 0
    /// The number being read, and how many digits of it there are.
    private var number = 0
    private var digitCount = 0
    /// Whether a carriage return was the last byte.
    private var isReturned = false

    private var pixels: [UInt8] = []
    private var labels: [UInt8] = []

    /// Prepares for a file of that name.
    init(file: String) {
        self.file = file
    }

    /// Reads a whole file of 28x28 images; without a column of labels they are all 0.
    ///
    /// - Throws: `PixelTableError` or `UnreadableFile`.
    public static func read(_ path: String) throws -> LabelledImages {
        var table = PixelTable(file: path)
        try FileChunks.forEach(of: path) { try table.append($0) }
        return try table.finish()
    }

    /// Takes the next piece.
    mutating func append(_ piece: [UInt8]) throws(PixelTableError) {
        var rest = piece[...]
        if isLabelled == nil {
            let end = rest.firstIndex(of: UInt8(ascii: "\n"))
            header += rest[..<(end ?? rest.endIndex)]
            guard let end else {
                // A file that is no CSV must not fill the memory.
                if header.count > Self.headerLimit { try parseHeader() }
                return
            }
            try parseHeader()
            rest = rest[(end + 1)...]
        }
        for byte in rest { try take(byte) }
    }

    /// Call after the last piece.
    mutating func finish() throws(PixelTableError) -> LabelledImages {
        if isLabelled == nil { try parseHeader() }
        if column > 0 || digitCount > 0 { try endRow() }
        guard !labels.isEmpty else { throw .empty(file: file) }
        return LabelledImages(width: Self.side, height: Self.side, pixels: pixels, labels: labels)
    }

    /// Bytes of the longest header there is, with some to spare.
    private static let headerLimit = 16_384

    private var width: Int { Self.pixelCount + (isLabelled == true ? 1 : 0) }

    private func name(of column: Int) -> String {
        let pixel = isLabelled == true ? column - 1 : column
        return pixel < 0 ? "label" : "pixel\(pixel)"
    }

    /// Compares the header with the two that there are.
    private mutating func parseHeader() throws(PixelTableError) {
        if header.last == UInt8(ascii: "\r") { header.removeLast() }
        let found = header.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { String(decoding: $0.prefix(40), as: UTF8.self) }
        isLabelled = found.first == "label"
        for column in 0..<max(found.count, width) {
            let expected = column < width ? name(of: column) : nil
            let actual = column < found.count ? found[column] : nil
            guard expected == actual else {
                throw .badHeader(file: file, column: column + 1, expected: expected, found: actual)
            }
        }
        (header, line) = ([], 2)
    }

    /// Takes a byte of a row.
    private mutating func take(_ byte: UInt8) throws(PixelTableError) {
        if isReturned && byte != UInt8(ascii: "\n") { throw badValue(then: UInt8(ascii: "\r")) }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            number = 10 * number + Int(byte - UInt8(ascii: "0"))
            digitCount += 1
            if digitCount > 3 { throw badValue() }
        case UInt8(ascii: ","): try endNumber()
        case UInt8(ascii: "\n"):
            isReturned = false
            try endRow()
        case UInt8(ascii: "\r"): isReturned = true
        default: throw badValue(then: byte)
        }
    }

    private mutating func endNumber() throws(PixelTableError) {
        guard column < width else {
            throw .wrongColumnCount(file: file, line: line, expected: width, actual: column + 1)
        }
        let isLabel = isLabelled == true && column == 0
        guard digitCount > 0, number <= (isLabel ? 9 : 255) else { throw badValue() }
        if isLabel { labels.append(UInt8(number)) } else { pixels.append(UInt8(number)) }
        (number, digitCount) = (0, 0)
        column += 1
    }

    private mutating func endRow() throws(PixelTableError) {
        try endNumber()
        guard column == width else {
            throw .wrongColumnCount(file: file, line: line, expected: width, actual: column)
        }
        if isLabelled == false { labels.append(0) }
        let limit = MNISTFile.trainImages.itemLimit
        guard labels.count <= limit else { throw .tooManyRows(file: file, limit: limit) }
        (column, line) = (0, line + 1)
    }

    /// What is wrong with the number being read, `byte` being the next where it is that.
    private func badValue(then byte: UInt8? = nil) -> PixelTableError {
        let read = digitCount > 0 ? "\(number)" : ""
        let next = byte.map { String(decoding: [$0], as: UTF8.self) } ?? ""
        return .badValue(
            file: file, line: line, column: name(of: column), found: read + next,
            limit: name(of: column) == "label" ? 9 : 255)
    }
}
