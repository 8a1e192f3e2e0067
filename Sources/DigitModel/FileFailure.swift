import Files
import FoundationEssentials
import Glibc

/// Why reading or writing a file failed, for a person.
public struct FileFailure: Sendable, CustomStringConvertible {
    public let description: String

    /// Words what FoundationEssentials threw.
    public init(_ error: any Error) {
        description =
            switch (error as? CocoaError)?.code {
            case .fileReadNoSuchFile?, .fileNoSuchFile?: "there is no such file"
            case .fileReadNoPermission?, .fileWriteNoPermission?: "permission is denied"
            case .fileWriteOutOfSpace?: "the disk is full"
            case .fileWriteVolumeReadOnly?: "the file system is read-only"
            default: Self.systemWords(for: error) ?? "\(error)"
            }
    }

    /// The system's own words where an errno is behind the error, such as "Is a directory".
    private static func systemWords(for error: any Error) -> String? {
        guard let posix = (error as? CocoaError)?.underlying as? POSIXError else { return nil }
        return systemMessage(posix.code.rawValue)
    }
}
