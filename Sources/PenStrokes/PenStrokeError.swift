/// Why strokes cannot be used; every case names the file or folder.
public enum PenStrokeError: Error, Equatable, Sendable {
    /// A folder has none of the files that digits are read from.
    case noFile(folder: String, expected: [String])
    /// The file ends in the middle of something.
    case truncated(file: String)
    /// What should be a list in JSON is none.
    case notAList(file: String)
    /// Something is not what it must be. `place`: a line, or a path such as `[3].strokes[0][5]`, counted from 0.
    case badValue(file: String, place: String, needs: String)
    /// There is no drawing.
    case empty(file: String)
    /// There is more than is read.
    case tooMany(file: String, what: String, limit: Int)
    /// There are too few writers to keep some of them apart.
    case tooFewWriters(file: String, count: Int)
}

extension PenStrokeError: CustomStringConvertible {
    /// What is wrong where, and what to do, for a person.
    public var description: String {
        switch self {
        case .noFile(let folder, let expected):
            "\(folder): there is no \(expected.joined(separator: " nor ")) in this folder"
        case .truncated(let file):
            "\(file): the file ends in the middle of a drawing; fetch it anew"
        case .notAList(let file):
            "\(file): it is no list in JSON; expected a list of {\"label\", \"writer\", \"strokes\"}"
        case .badValue(let file, let place, let needs):
            "\(file): \(place): expected \(needs)"
        case .empty(let file):
            "\(file): there is no drawing in it"
        case .tooMany(let file, let what, let limit):
            "\(file): more than \(limit) \(what); cut the file in several"
        case .tooFewWriters(let file, let count):
            "\(file): drawn by \(count) only; \(WriterSplit.fewestWriters) writers or more are needed, of whom some are"
                + " kept apart to choose by"
        }
    }
}
