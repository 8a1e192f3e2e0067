/// Why a file could not be fetched.
public enum DownloadError: Error, Equatable, Sendable {
    /// The folder cannot be made, or a file in it cannot be written; the operating system's words.
    case unwritable(path: String, reason: String)
    /// Every mirror failed, each in its own way, in the order they were tried.
    case allMirrorsFailed(file: String, failures: [MirrorFailure])
}

extension DownloadError: CustomStringConvertible {
    /// What failed and what each mirror said, for a person: one line for each mirror, and what to do.
    public var description: String {
        switch self {
        case .unwritable(let path, let reason):
            return "\(path): cannot be written: \(reason)"
        case .allMirrorsFailed(let file, let failures):
            let lines = failures.map { "\n  \($0)" }.joined()
            return "\(file) is not in the data folder, and no mirror sent it:\(lines)\n"
                + "name a folder that has the four files, or fetch this one into the folder by other means"
        }
    }
}
