import JSON

/// A JSON text as a tree, and where each setting's value begins in it.
struct JSONDocument {
    private let text: [UInt8]
    private var reader: JSONReader
    /// The first byte of each value, by the path of the member, such as `optimizer.kind`.
    private var offsets: [String: Int] = [:]

    private(set) var root = JSONValue.null

    /// Reads a whole text, strictly.
    ///
    /// - Throws: `JSONMistake` for the first thing that is no JSON, or not clear: a name that is there twice, of which
    ///   some readers take the one and some the other (RFC 8259 §4), and a number that is no finite one.
    init(_ text: [UInt8]) throws(JSONMistake) {
        self.text = text
        reader = JSONReader(text)
        root = try value(at: "")
        do throws(JSONReader.Failure) {
            try reader.end()
        } catch {
            throw mistake(.trailing, at: reader.position)
        }
    }

    /// Where the value of the member at a path begins.
    func place(of path: String) -> TextPlace? {
        offsets[path].map { TextPlace(of: $0, in: text) }
    }

    private mutating func value(at path: String) throws(JSONMistake) -> JSONValue {
        reader.skipBlanks()
        let start = reader.position
        offsets[path] = start
        switch try read({ reader throws(JSONReader.Failure) in try reader.value() }) {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .string(let bytes): return .text(String(decoding: bytes, as: UTF8.self))
        case .number(let digits):
            let written = String(decoding: digits, as: UTF8.self)
            guard let number = JSONValue(number: written) else {
                throw mistake(.infinite(written), at: start)
            }
            return number
        case .array: return try list(at: path)
        case .object: return try object(at: path)
        }
    }

    private mutating func list(at path: String) throws(JSONMistake) -> JSONValue {
        var values: [JSONValue] = []
        while try read({ reader throws(JSONReader.Failure) in try reader.nextElement() }) {
            values.append(try value(at: "\(path)[\(values.count)]"))
        }
        return .list(values)
    }

    private mutating func object(at path: String) throws(JSONMistake) -> JSONValue {
        var members: [String: JSONValue] = [:]
        while let bytes = try read({ reader throws(JSONReader.Failure) in try reader.nextName() }) {
            let name = String(decoding: bytes, as: UTF8.self)
            let inner = path.isEmpty ? name : "\(path).\(name)"
            reader.skipBlanks()
            guard members[name] == nil else { throw mistake(.repeated(inner), at: reader.position) }
            members[name] = try value(at: inner)
        }
        return .object(members)
    }

    private mutating func read<Result>(
        _ body: (inout JSONReader) throws(JSONReader.Failure) -> Result
    ) throws(JSONMistake) -> Result {
        do throws(JSONReader.Failure) {
            return try body(&reader)
        } catch {
            switch error {
            case .unexpected(let offset): throw mistake(unexpected(at: offset), at: offset)
            case .brokenString(let offset): throw mistake(.brokenText, at: offset)
            case .tooDeep(let limit): throw mistake(.tooDeep(limit: limit), at: reader.position)
            }
        }
    }

    private func unexpected(at offset: Int) -> JSONMistake.Problem {
        guard offset < text.count else { return .unfinished }
        // As many bytes as a character has that is not made of many.
        return .unexpected(String(decoding: text[offset...].prefix(8), as: UTF8.self).first ?? "\u{FFFD}")
    }

    private func mistake(_ problem: JSONMistake.Problem, at offset: Int) -> JSONMistake {
        JSONMistake(problem: problem, place: TextPlace(of: min(offset, text.count), in: text))
    }
}

extension JSONValue {
    /// A number as JSON has it, whole ones as such however they are written; nil for one beyond a `Double`.
    init?(number text: String) {
        if let integer = Int128(text) {
            self = .integer(integer)
        } else if let number = Double(text), number.isFinite {
            self = Int64(exactly: number).map { .integer(Int128($0)) } ?? .number(number)
        } else {
            return nil
        }
    }
}
