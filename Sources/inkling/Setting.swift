import FoundationEssentials

/// A value that a flag, an environment variable or a default gives, in this order.
enum Setting {
    /// - Throws: `SettingError` where the variable holds something else.
    static func value<Value: LosslessStringConvertible>(
        _ flag: Value?, environment name: String, default fallback: Value
    ) throws(SettingError) -> Value {
        try given(flag, environment: name) ?? fallback
    }

    /// The same without a default.
    static func given<Value: LosslessStringConvertible>(
        _ flag: Value?, environment name: String
    ) throws(SettingError) -> Value? {
        if let flag { return flag }
        guard let text = ProcessInfo.processInfo.environment[name], !text.isEmpty else { return nil }
        guard let value = Value(text) else { throw SettingError(variable: name, value: text) }
        return value
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
