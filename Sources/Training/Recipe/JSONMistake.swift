/// Why a text cannot be read as JSON, and where.
struct JSONMistake: Error, Equatable {
    enum Problem: Equatable {
        /// The text is over within a value.
        case unfinished
        /// A character cannot stand where it stands.
        case unexpected(Character)
        /// More follows the value.
        case trailing
        /// A text between quotes is no UTF-8, or has an escape that means nothing.
        case brokenText
        case tooDeep(limit: Int)
        /// A member, by its path, that was there before.
        case repeated(String)
        /// A number that is too large for one, as it is written.
        case infinite(String)
    }

    let problem: Problem
    let place: TextPlace
}

extension JSONMistake: CustomStringConvertible {
    /// What is wrong and what to do, for a person; the place goes before.
    var description: String {
        switch problem {
        case .unfinished: "the text is over, but not its JSON; close every quote, ] and }"
        case .unexpected(let character):
            "\(Self.shown(character)) cannot stand here; names and texts have double quotes, and a comma stands between"
                + " two settings, not after the last"
        case .trailing: "this follows the end of the JSON; remove it"
        case .brokenText: "the text that begins here is no UTF-8, or has an escape that JSON does not know"
        case .tooDeep(let limit): "more than \(limit) brackets within each other"
        case .repeated(let path): "\(path) is there twice; leave one"
        case .infinite(let text): "\(text) is beyond all numbers that are computed with; write a smaller one"
        }
    }

    /// A character that can be seen, or its number.
    private static func shown(_ character: Character) -> String {
        let scalar = character.unicodeScalars[character.unicodeScalars.startIndex]
        let isVisible = scalar.value > 0x20 && scalar.value != 0x7F && !(0x80...0xA0).contains(scalar.value)
        return isVisible ? "\(character)" : "the character U+" + hexadecimal(scalar.value)
    }

    private static func hexadecimal(_ number: UInt32) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
