/// Metrics as Prometheus reads them: its text format, version 0.0.4.
///
/// Families are written one after the other, each with all of its samples.
public struct Exposition: Sendable {
    /// The Content-Type of the text.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// What the numbers of a family are.
    public enum Kind: String, Sendable {
        /// A count that only rises while the process lives.
        case counter
        /// A level that rises and falls.
        case gauge
        /// A distribution: how many observations were at most so large.
        case histogram
    }

    /// Labels in the order in which they are written.
    public typealias Labels = KeyValuePairs<String, String>

    /// What was written so far.
    public private(set) var text = ""

    /// Begins with nothing written.
    public init() {}

    /// Begins a family, whose samples follow.
    public mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Writes one number of the family that was begun last.
    public mutating func sample(_ name: String, _ value: Double, _ labels: Labels = [:]) {
        line(name, labels.map { ($0.key, $0.value) }, value)
    }

    /// Writes a family of one number without labels.
    public mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        family(name, kind, help)
        sample(name, value)
    }

    /// Writes a distribution, of the family that was begun last.
    public mutating func sample(_ name: String, _ histogram: Histogram, _ labels: Labels = [:]) {
        let labels = labels.map { ($0.key, $0.value) }
        var sum = 0
        for (bound, count) in zip(histogram.bounds.map(Self.number) + ["+Inf"], histogram.counts) {
            sum += count
            line("\(name)_bucket", labels + [("le", bound)], Double(sum))
        }
        line("\(name)_sum", labels, histogram.sum)
        line("\(name)_count", labels, Double(sum))
    }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: Double) {
        text += name
        if !labels.isEmpty {
            let pairs = labels.map { "\($0)=\"\(Self.escaped($1, quote: true))\"" }
            text += "{\(pairs.joined(separator: ","))}"
        }
        text += " \(Self.number(value))\n"
    }

    /// A backslash before a backslash, `\n` for a line feed, in label values also before a quote.
    private static func escaped(_ text: String, quote: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quote: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// As Go's `strconv.ParseFloat` reads it: `12`, `0.25`, `+Inf`, `-Inf`, `NaN`.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int(exactly: value).map(String.init) ?? "\(value)"
    }
}
