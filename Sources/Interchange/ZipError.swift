/// Why bytes are not a zip archive that can be used.
public enum ZipError: Error, Equatable, CustomStringConvertible {
    case noDirectory
    case badDirectory
    case tooLarge(bytes: Int, limit: Int)
    case duplicate(entry: String)
    case encrypted(entry: String)
    case unknownMethod(entry: String, method: Int)
    case outOfRange(entry: String)
    case overlapping(entry: String)
    case damaged(entry: String)
    case missing(entry: String)

    public var description: String {
        switch self {
        case .noDirectory: "it is cut short: a zip archive ends with a directory, and there is none"
        case .badDirectory: "its zip directory is damaged"
        case .tooLarge(let bytes, let limit):
            "its archive unpacks to \(bytes) bytes, more than the \(limit) that are read"
        case .duplicate(let entry): "its archive holds \(entry) twice"
        case .encrypted(let entry): "\(entry) in its archive is encrypted"
        case .unknownMethod(let entry, let method):
            "\(entry) in its archive is compressed by method \(method); only stored and deflated ones are read"
        case .outOfRange(let entry): "\(entry) lies outside of its archive"
        case .overlapping(let entry): "\(entry) overlaps another entry of its archive"
        case .damaged(let entry):
            "\(entry) in its archive is damaged: its content is not what its checksum says"
        case .missing(let entry): "its archive lacks \(entry)"
        }
    }
}
