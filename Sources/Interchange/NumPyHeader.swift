/// The header of an array: the text of a Python dictionary with the keys `descr`, `fortran_order` and `shape`, of which
/// nothing is evaluated.
struct NumPyHeader {
    let description: String
    let isFortran: Bool
    let shape: [Int]

    /// Nil for anything but the three keys with a string, a truth value and a tuple of integers.
    init?(_ text: ArraySlice<UInt8>) {
        var scanner = Scanner(rest: text)
        var (description, isFortran, shape): (String?, Bool?, [Int]?)
        guard scanner.skip("{") else { return nil }
        while !scanner.skip("}") {
            guard let key = scanner.string(), scanner.skip(":") else { return nil }
            switch key {
            case "descr": description = scanner.string()
            case "fortran_order": isFortran = scanner.boolean()
            case "shape": shape = scanner.tuple()
            default: return nil
            }
            guard scanner.skip(",") || scanner.isAt("}") else { return nil }
        }
        guard let description, let isFortran, let shape, scanner.isAtEnd else { return nil }
        (self.description, self.isFortran, self.shape) = (description, isFortran, shape)
    }

    /// Takes what it is asked for from the front, past white space.
    private struct Scanner {
        var rest: ArraySlice<UInt8>

        private mutating func skipSpace() {
            rest = rest.drop { $0 == 0x20 || $0 == 0x0A }
        }

        var isAtEnd: Bool {
            mutating get {
                skipSpace()
                return rest.isEmpty
            }
        }

        mutating func isAt(_ word: String) -> Bool {
            skipSpace()
            return rest.starts(with: word.utf8)
        }

        mutating func skip(_ word: String) -> Bool {
            guard isAt(word) else { return false }
            rest = rest.dropFirst(word.utf8.count)
            return true
        }

        mutating func string() -> String? {
            guard let quote = ["'", "\""].first(where: { skip($0) }),
                let end = rest.firstIndex(of: quote.utf8.first ?? 0)
            else { return nil }
            defer { rest = rest[(end + 1)...] }
            return String(validating: rest[..<end], as: UTF8.self)
        }

        mutating func boolean() -> Bool? {
            skip("True") ? true : skip("False") ? false : nil
        }

        mutating func tuple() -> [Int]? {
            guard skip("(") else { return nil }
            var items: [Int] = []
            while !skip(")") {
                guard let item = integer(), skip(",") || isAt(")") else { return nil }
                items.append(item)
            }
            return items
        }

        private mutating func integer() -> Int? {
            skipSpace()
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            return Int(String(decoding: digits, as: UTF8.self))
        }
    }
}
