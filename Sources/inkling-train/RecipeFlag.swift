import ArgumentParser
import Training

/// A flag that sets one field of a recipe, as it was typed.
struct RecipeFlag {
    /// The flag's name, such as `--learning-rate`.
    let name: String
    /// The field's path in a recipe's file, such as `optimizer.learning_rate`.
    let path: String
    /// Nil where the flag was not given.
    let value: JSONValue?

    init(_ name: String, _ path: String, _ value: (some RecipeValue)?) {
        self.name = name
        self.path = path
        self.value = value?.json
    }

    /// The words that set the field, none where it was not given.
    var arguments: [String] {
        switch value {
        case nil: []
        case .bool(let isOn)?: [isOn ? name : "--no-" + name.dropFirst(2)]
        case .list(let values)?: values.flatMap { [name, Self.word(for: $0)] }
        case let value?: [name, Self.word(for: value)]
        }
    }

    /// A value as it is typed.
    static func word(for value: JSONValue) -> String {
        switch value {
        case .text(let text): text
        case .null: OrNone<Float>.word
        case .number(let number): "\(number)"
        default: "\(value)"
        }
    }
}

/// A number, or the word that switches off what the number is for.
struct OrNone<Number: RecipeValue & LosslessStringConvertible>: ExpressibleByArgument {
    static var word: String { "none" }

    let number: Number?

    init?(argument: String) {
        if argument == Self.word {
            number = nil
        } else if let number = Number(argument) {
            self.number = number
        } else {
            return nil
        }
    }
}

extension RecipeFlag {
    init(_ name: String, _ path: String, _ value: OrNone<some RecipeValue & LosslessStringConvertible>?) {
        self.init(name, path, value.map(\.number))
    }
}

extension Recipe {
    /// The recipe of a file, or the default one, with the flags that were given.
    ///
    /// - Throws: `TrainingError`, which names the file and its field, or the flag, and what it may be.
    init(path: String?, flags: [RecipeFlag]) throws(TrainingError) {
        if let path { try self.init(path: path) } else { self.init() }
        /// The flag that was given for a field, or the field's own path.
        func name(of path: String) -> String {
            flags.first { $0.path == path && $0.value != nil }?.name ?? path
        }
        /// The flag for a field, whether it was given or not.
        func flag(for path: String) -> String { flags.first { $0.path == path }?.name ?? path }
        do throws(TrainingError) {
            try set(flags.compactMap { flag in flag.value.map { (flag.path, $0) } })
        } catch .badOption(let path, let value, let needs) {
            throw .badOption(name: name(of: path), value: value, needs: needs)
        } catch .unknownSetting(let path, let known) {
            throw .unknownSetting(name(of: path), known: known)
        } catch .settingOfOtherKind(let path, let kindSetting, let kinds, let kind) {
            throw .settingOfOtherKind(
                name(of: path), kindSetting: flag(for: kindSetting), kinds: kinds, kind: kind)
        } catch .exclusiveSettings(let one, let other) {
            throw .exclusiveSettings(name(of: one), name(of: other))
        }
    }
}

/// The help of a flag: what it is (a text without a full stop), what it may be and its default: both from the recipe.
func help(_ text: String, _ path: String, valueName: String? = nil) -> ArgumentHelp {
    guard let field = Recipe.knownFields[path] else { preconditionFailure("no recipe has \(path)") }
    let usual = RecipeFlag.word(for: field.value)
    return ArgumentHelp("\(text) (\(field.allowed); default: \(usual))", valueName: valueName)
}
