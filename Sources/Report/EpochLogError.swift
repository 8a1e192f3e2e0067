/// Why a run's log cannot be read.
public enum EpochLogError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case missingColumn(path: String, column: String)
    case wrongFieldCount(path: String, line: Int, expected: Int, actual: Int)
    case badValue(path: String, line: Int, column: String, value: String)
    case notAscending(path: String, line: Int, epoch: Int, after: Int)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "cannot read the log \(path): \(reason); name the run's CSV file with --log"
        case .missingColumn(let path, let column):
            "\(path), line 1: there is no column \(column); this is no log of `inkling-train fit`"
        case .wrongFieldCount(let path, let line, let expected, let actual):
            "\(path), line \(line): it has \(actual) fields, the first line names \(expected); mend or delete the line"
        case .badValue(let path, let line, let column, let value):
            "\(path), line \(line): \(column) is \"\(value)\", which it cannot be; mend or delete the line"
        case .notAscending(let path, let line, let epoch, let after):
            "\(path), line \(line): epoch \(epoch) follows epoch \(after); delete the line that is one too many"
        }
    }
}
