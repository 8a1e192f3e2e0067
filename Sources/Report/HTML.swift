/// Markup. What is interpolated is escaped unless it is markup itself, so that no text can break out:
/// `"<td>\(name)</td>" as HTML` is safe whatever the name.
///
/// The project's markup is HTML5 that is well-formed XML too (attributes quoted, every element closed), so that any
/// XML parser can check it.
struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    private(set) var text: String

    init(stringLiteral text: String) {
        self.text = text
    }

    init(stringInterpolation interpolation: Interpolation) {
        text = interpolation.text
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ markup: String) {
            text += markup
        }

        mutating func appendInterpolation(_ markup: HTML) {
            text += markup.text
        }

        mutating func appendInterpolation(_ plain: String) {
            for scalar in plain.unicodeScalars { HTML.appendEscaped(scalar, to: &text) }
        }

        mutating func appendInterpolation(_ number: Int) {
            text += String(number)
        }
    }

    /// Several pieces, one after the other.
    static func joined(_ pieces: some Sequence<HTML>) -> HTML {
        var whole: HTML = ""
        for piece in pieces { whole.text += piece.text }
        return whole
    }

    private static func appendEscaped(_ scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "\"": text += "&quot;"
        case "'": text += "&#39;"
        case "\t", "\n": text.unicodeScalars.append(scalar)
        default:
            // HTML forbids control characters and noncharacters, even as references.
            let properties = scalar.properties
            let isForbidden = properties.generalCategory == .control || properties.isNoncharacterCodePoint
            text.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
        }
    }
}
