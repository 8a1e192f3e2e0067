extension Augmentation: Codable {
    /// Any word that a JSON object may have as a key.
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads an object with keys in snake case; a missing key leaves its number as it is in `.none`.
    ///
    /// - Throws: `AugmentationError` for a key that is not known or a number out of range, `DecodingError` for
    ///   what is no number.
    public init(from decoder: any Decoder) throws {
        self.init()
        let values = try decoder.container(keyedBy: Key.self)
        for key in values.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            guard let field = Self.fields.first(where: { $0.name == key.stringValue }) else {
                throw AugmentationError.unknownField(key.stringValue, known: Self.fields.map(\.name))
            }
            self[keyPath: field.path] = try values.decode(Float.self, forKey: key)
        }
        try check()
    }

    /// Writes every number, so that a later version's defaults change nothing.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        for field in Self.fields {
            try values.encode(self[keyPath: field.path], forKey: Key(stringValue: field.name))
        }
    }
}
