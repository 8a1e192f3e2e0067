import Glibc

/// A system call that failed: which one, and with which `errno`.
public struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The call's name, such as `accept4`.
    public let call: String
    /// The value of `errno`.
    public let code: Int32

    /// Makes an error from its parts.
    public init(call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    public var description: String {
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "unknown error"
        return "\(call): \(reason) (errno \(code))"
    }

    /// Whether a non-blocking call only has to wait.
    var isWouldBlock: Bool { code == EAGAIN || code == EWOULDBLOCK }
}

/// Makes a system call again while signals interrupt it; -1 becomes the error with its `errno`.
@discardableResult
func retrying<Number: SignedInteger>(_ name: StaticString, _ call: () -> Number) throws(SystemError) -> Number
{
    while true {
        let result = call()
        if result != -1 { return result }
        let code = errno
        if code != EINTR { throw SystemError(call: "\(name)", code: code) }
    }
}
