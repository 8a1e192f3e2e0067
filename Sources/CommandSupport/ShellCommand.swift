/// A command line as it is typed into a shell.
public struct ShellCommand: CustomStringConvertible {
    private let words: [String]

    public init(_ words: [String]) {
        self.words = words
    }

    /// The words, those in quotation marks that a shell would take for something else.
    public var description: String { words.map(Self.quoted).joined(separator: " ") }

    private static func quoted(_ word: String) -> String {
        guard word.isEmpty || !word.utf8.allSatisfy(isPlain) else { return word }
        let pieces = word.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + pieces.joined(separator: #"'\''"#) + "'"
    }

    /// Whether a shell takes the byte for itself, wherever it stands.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_./,:=+@%".utf8.contains(byte)
        }
    }
}
