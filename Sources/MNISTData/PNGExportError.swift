/// Why images could not be written.
public enum PNGExportError: Error, Equatable, Sendable {
    /// There are files already: mixed with them, nobody could tell which are new.
    case notEmpty(String)
    /// A file or folder cannot be written; the system's words.
    case unwritable(String, reason: String)
}

extension PNGExportError: CustomStringConvertible {
    /// What is wrong with which path, for a person.
    public var description: String {
        switch self {
        case .notEmpty(let folder): "\(folder): not empty; name a new folder with --output"
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        }
    }
}

extension PNGExportError {
    /// Whether the caller named something wrong, rather than the work going wrong.
    public var isBadInput: Bool {
        if case .notEmpty = self { true } else { false }
    }
}
