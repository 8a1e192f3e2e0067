/// What somebody said about one picture: a line of `feedback.jsonl`, which stands beside the pictures.
public struct FeedbackEntry: Sendable, Equatable {
    /// The PNG file's name in the same folder.
    public let file: String
    /// The digit that it is, 0 to 9; nil where it is none.
    public let label: Int?
    /// The digit that was answered, 0 to 9, where that is known.
    public let digit: Int?
    /// The version of the model that served when this was kept, where that is known.
    public let model: String?
    /// The day, `2026-11-21`, where that is known.
    public let date: String?

    public init(file: String, label: Int?, digit: Int? = nil, model: String? = nil, date: String? = nil) {
        self.file = file
        self.label = label
        self.digit = digit
        self.model = model
        self.date = date
    }

    /// The name of the file of lines.
    public static let listName = "feedback.jsonl"
}

extension FeedbackEntry: Codable {
    private enum Key: String, CodingKey {
        case file, label, digit, model, date
    }

    /// - Throws: `DecodingError`, for a label that is not there or no digit, and a file in another folder, too.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        guard members.contains(.label) else {
            throw DecodingError.keyNotFound(
                Key.label, .init(codingPath: [], debugDescription: "it is to be 0 to 9, or null"))
        }
        file = try members.decode(String.self, forKey: .file)
        guard !file.isEmpty, !file.contains("/"), !file.contains("\0"), file != ".", file != ".." else {
            throw DecodingError.dataCorruptedError(
                forKey: .file, in: members, debugDescription: "it names no file in this folder")
        }
        label = try Self.digit(.label, members)
        digit = try Self.digit(.digit, members)
        model = try members.decodeIfPresent(String.self, forKey: .model)
        date = try members.decodeIfPresent(String.self, forKey: .date)
    }

    private static func digit(_ key: Key, _ members: KeyedDecodingContainer<Key>) throws -> Int? {
        guard let digit = try members.decodeIfPresent(Int.self, forKey: key) else { return nil }
        guard (0...9).contains(digit) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: members, debugDescription: "it is \(digit), not 0 to 9 or null")
        }
        return digit
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(file, forKey: .file)
        // Said even where it is null: that it is no digit is what somebody said, too.
        try members.encode(label, forKey: .label)
        try members.encodeIfPresent(digit, forKey: .digit)
        try members.encodeIfPresent(model, forKey: .model)
        try members.encodeIfPresent(date, forKey: .date)
    }
}
