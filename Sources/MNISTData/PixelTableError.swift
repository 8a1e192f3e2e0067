/// Why a file is no table of pixels; every case names the file, and the line from 1.
public enum PixelTableError: Error, Equatable, Sendable {
    /// A column, counted from 1, does not have the name that it must have; nil where there is, or must be, none.
    case badHeader(file: String, column: Int, expected: String?, found: String?)
    /// What stands in a column is no whole number of its range, 0 to `limit`.
    case badValue(file: String, line: Int, column: String, found: String, limit: Int)
    /// A row has too few columns, or at least `actual`, which is too many.
    case wrongColumnCount(file: String, line: Int, expected: Int, actual: Int)
    /// There is no row.
    case empty(file: String)
    /// There are more rows than are read.
    case tooManyRows(file: String, limit: Int)
}

extension PixelTableError: CustomStringConvertible {
    /// What is wrong in which line and column, for a person.
    public var description: String {
        switch self {
        case .badHeader(let file, let column, let expected, let found):
            "\(file): line 1, column \(column): found \(quoted(found)), expected \(quoted(expected));"
                + " the header is pixel0 to pixel783, after label or without"
        case .badValue(let file, let line, let column, let found, let limit):
            "\(file): line \(line), column \(column): found \(quoted(found)),"
                + " expected a whole number from 0 to \(limit)"
        case .wrongColumnCount(let file, let line, let expected, let actual):
            "\(file): line \(line): \(actual) columns, expected \(expected)"
        case .empty(let file):
            "\(file): no images: there is no line after the header"
        case .tooManyRows(let file, let limit):
            "\(file): more than \(limit) rows"
        }
    }
}

/// A text between quotation marks, so that an empty one can be seen.
private func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "no more" }
