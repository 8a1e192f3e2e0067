import DigitModel
import FoundationEssentials

extension Recipe: Encodable {
    /// All fields.
    ///
    /// - Throws: `TrainingError.badOption` for a recipe that would not be read again.
    public func encode(to encoder: any Encoder) throws {
        try JSONValue(try fields().map { ($0.path, $0.value) }).encode(to: encoder)
    }

    /// The recipe as the text of a file.
    ///
    /// - Throws: `TrainingError.badOption` for a recipe that would not be read again.
    public func json(pretty: Bool = true) throws(TrainingError) -> String {
        try check()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            preconditionFailure("what was checked can be written: \(error)")
        }
    }
}

extension Recipe {
    /// One field of a recipe.
    public struct Field: Sendable, Equatable {
        /// Its path in files, such as `optimizer.learning_rate`.
        public let path: String
        public let value: JSONValue
        /// What it may be, in words, such as "above 0".
        public let allowed: String
    }

    /// Every field, in the order of the types.
    ///
    /// - Throws: `TrainingError.badOption` for one that may not be as it is.
    public func fields() throws(TrainingError) -> [Field] {
        var copy = self
        return try RecipeForm.filled(by: &copy).fields
    }

    /// Refuses what cannot be trained.
    ///
    /// - Throws: `TrainingError.badOption`, which names the field and what it may be.
    public func check() throws(TrainingError) { _ = try fields() }

    /// Changes the fields at these paths, all at once.
    ///
    /// - Throws: `TrainingError.badOption` or `.unknownSetting`, and the recipe is as it was.
    public mutating func set(_ values: [(path: String, value: JSONValue)]) throws(TrainingError) {
        var copy = self
        _ = try RecipeForm.filled(by: &copy, given: JSONValue(values))
        self = copy
    }

    /// The network that is to be trained, when all other fields are right too.
    ///
    /// - Throws: `TrainingError.badOption`.
    func checkedArchitecture() throws(TrainingError) -> Architecture {
        try check()
        guard let known = Architecture.named(architecture) else {
            preconditionFailure("the check knows all architectures")
        }
        return known
    }

    /// Names the first field in which two recipes differ.
    ///
    /// - Throws: `TrainingError.badOption` for a recipe that cannot be trained.
    func difference(from other: Recipe) throws(TrainingError) -> String? {
        let (mine, others) = (try fields(), try other.fields())
        for (a, b) in zip(mine, others) where a != b {
            return a.path == b.path
                ? "\(a.path) was \(b.value), now \(a.value)"
                : "\(b.path) was \(b.value), now there is \(a.path)"
        }
        return nil
    }
}
