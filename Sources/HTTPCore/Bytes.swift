/// The byte classes of the grammar (RFC 5234 §B.1, RFC 9110 §5.5 and §5.6.2, RFC 3986 §2).
extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20

    var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

    /// Space or tab.
    var isBlank: Bool { self == .space || self == .tab }

    /// The ASCII letter in lower case; every other byte unchanged.
    var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// The value of a hexadecimal digit, or nil.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }

    /// `tchar`: what methods, field names and transfer codings are made of (RFC 9110 §5.6.2).
    var isToken: Bool {
        if isLetter || isDigit { return true }
        switch Unicode.Scalar(self) {
        case "!", "#", "$", "%", "&", "'", "*", "+", "-", ".", "^", "_", "`", "|", "~": return true
        default: return false
        }
    }

    /// What a field value may hold: printable ASCII, obs-text, space and tab (RFC 9110 §5.5).
    var isFieldValue: Bool { (self >= 0x20 && self != 0x7F) || self == .tab }

    /// `unreserved` or `sub-delims` (RFC 3986 §2.2 and §2.3): what host names and paths share.
    var isNameCharacter: Bool {
        if isLetter || isDigit { return true }
        switch Unicode.Scalar(self) {
        case "-", ".", "_", "~", "!", "$", "&", "'", "(", ")", "*", "+", ",", ";", "=": return true
        default: return false
        }
    }
}
