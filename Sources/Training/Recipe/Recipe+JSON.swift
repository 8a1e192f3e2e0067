import DigitModel
import FoundationEssentials

extension Recipe: Codable {
    /// A JSON object with any of the fields; those that are missing keep their defaults.
    ///
    /// - Throws: `TrainingError.badOption` or `.unknownSetting`, which name the field by its path.
    public init(from decoder: any Decoder) throws {
        self.init()
        _ = try RecipeForm.filled(by: &self, given: try JSONValue(from: decoder))
    }

    /// All fields.
    ///
    /// - Throws: `TrainingError.badOption` for a recipe that would not be read again.
    public func encode(to encoder: any Encoder) throws {
        try JSONValue(try fields().map { ($0.path, $0.value) }).encode(to: encoder)
    }

    /// Reads a recipe's file.
    ///
    /// - Throws: `TrainingError.badRecipe`, which names the file, the field and what it may be.
    public init(path: String) throws(TrainingError) {
        do {
            self = try JSONDecoder().decode(Recipe.self, from: Data(contentsOf: URL(filePath: path)))
        } catch let error as TrainingError {
            throw .badRecipe(path: path, reason: error.description)
        } catch DecodingError.dataCorrupted(let context) {
            let reason = context.underlyingError.map { "\($0)" } ?? context.debugDescription
            throw .badRecipe(path: path, reason: "it is not JSON: \(reason)")
        } catch {
            throw .badRecipe(path: path, reason: FileFailure(error).description)
        }
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

extension Recipe {
    /// Every field that a recipe may have, by its path, with its default; more than any one recipe has, because some
    /// belong to one kind of optimiser, schedule or averaging alone.
    public static let knownFields: [String: Field] = {
        let others: [@Sendable (inout Recipe) -> Void] = [
            { $0.optimizer = .sgd }, { $0.optimizer = .adam },
            { $0.schedule = .constant }, { $0.schedule = .cosine() }, { $0.schedule = .plateau() },
            { $0.averaging = .none }, { $0.averaging = .stochastic() },
            { $0.validation = .share(0.1) }, { $0.distillation = Distillation(teachers: ["teacher"]) },
        ]
        var known: [String: Field] = [:]
        for change in [{ _ in }] + others {
            var recipe = Recipe()
            change(&recipe)
            do {
                for field in try recipe.fields() where known[field.path] == nil { known[field.path] = field }
            } catch {
                preconditionFailure("the defaults may be as they are: \(error)")
            }
        }
        return known
    }()
}
