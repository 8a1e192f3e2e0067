import Glibc

/// What an error number of the system means, in words that go on from "cannot be read: ".
public func systemMessage(_ number: Int32) -> String {
    switch number {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "permission is denied"
    case ENOSPC: "the disk is full"
    case EROFS: "the file system is read-only"
    default: unsafe strerror(number).map { unsafe String(cString: $0).lowercased() } ?? "error \(number)"
    }
}
