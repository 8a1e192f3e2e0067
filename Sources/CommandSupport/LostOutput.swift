/// A result that standard output did not take, so that nobody has it.
public struct LostOutput: Error, Equatable, Sendable, CustomStringConvertible {
    /// The system's words, or ours.
    public let reason: String

    /// What was lost and why, for a person.
    public var description: String { "the result is lost: standard output cannot be written: \(reason)" }
}
