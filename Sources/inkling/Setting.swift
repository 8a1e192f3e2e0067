import FoundationEssentials

/// A value that a flag, an environment variable or a default gives, in this order.
enum Setting {
    /// - Throws: `SettingError` where the variable holds something else.
    static func value<Value: LosslessStringConvertible>(
        _ flag: Value?, environment name: String, default fallback: Value
    ) throws(SettingError) -> Value {
        try value(flag, environment: name) ?? fallback
    }

    /// The same without a default.
    static func value<Value: LosslessStringConvertible>(
        _ flag: Value?, environment name: String
    ) throws(SettingError) -> Value? {
        if let flag { return flag }
        guard let text = text(name) else { return nil }
        guard let value = Value(text) else { throw SettingError(variable: name, value: text) }
        return value
    }

    /// The values of a flag that may be given several times; in the variable they stand between commas.
    static func values<Value: LosslessStringConvertible>(
        _ flags: [Value], environment name: String
    ) throws(SettingError) -> [Value] {
        guard flags.isEmpty, let text = text(name) else { return flags }
        var values: [Value] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard !part.isEmpty, let value = Value(String(part)) else {
                throw SettingError(variable: name, value: text)
            }
            values.append(value)
        }
        return values
    }

    /// The variable's text; an empty one counts as none.
    private static func text(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// An environment variable that cannot be used.
struct SettingError: Error, CustomStringConvertible {
    let variable: String
    let value: String

    var description: String {
        "the environment variable \(variable) is \"\(value)\", which is not a valid value"
    }
}
