import HTTPCore
import JSON

/// The members of the body's object that mean something here, as they were sent; all others are passed over.
struct PredictMembers {
    enum Name: String {
        case image, images, explain, saliency, activations
        case topK = "top_k"

        /// The member of this name; without a string, since most names come from clients and are none of these.
        init?(_ text: ArraySlice<UInt8>) {
            let known: [Name] = [.image, .images, .topK, .explain, .saliency, .activations]
            guard let name = known.first(where: { text.elementsEqual($0.rawValue.utf8) }) else { return nil }
            self = name
        }
    }

    private enum Content {
        case null, object
        case bool(Bool)
        case number(ArraySlice<UInt8>)
        case text(ArraySlice<UInt8>)
        /// nil for anything but a string; at most one more than `PredictRequest.imageLimit`, so that a list of
        /// millions costs no more than a list too long by one.
        case texts([ArraySlice<UInt8>?])
    }

    private var contents: [Name: Content] = [:]
    private var isObject = true
    private var repeated: Name?

    /// - Throws: `APIError` where the body is no JSON object, or has one of these members twice: a filter on the way
    ///   may have read the one that is not meant (RFC 8259 §4).
    init(_ body: [UInt8]) throws(APIError) {
        var reader = JSONReader(body)
        do throws(JSONReader.Failure) {
            try read(&reader)
        } catch {
            throw APIError(.badRequest, "invalid_json", Self.sentence(error))
        }
        guard isObject else {
            throw APIError(.badRequest, "not_an_object", "The body must be a JSON object.")
        }
        if let repeated {
            throw APIError(
                .badRequest, "duplicate_field", "\"\(repeated.rawValue)\" is there twice; send it once.",
                field: repeated.rawValue)
        }
    }

    /// The text of a member; nil where it is missing or null.
    func text(_ name: Name) throws(APIError) -> ArraySlice<UInt8>? {
        switch contents[name] {
        case .text(let text): return text
        case .null, nil: return nil
        default: throw Self.wrongType(name, "a string")
        }
    }

    /// The elements of a member; nil where it is missing or null.
    func texts(_ name: Name) throws(APIError) -> [ArraySlice<UInt8>?]? {
        switch contents[name] {
        case .texts(let texts): return texts
        case .null, nil: return nil
        default: throw Self.wrongType(name, "a list of strings")
        }
    }

    /// The truth of a member; nil where it is missing or null.
    func bool(_ name: Name) throws(APIError) -> Bool? {
        switch contents[name] {
        case .bool(let bool): return bool
        case .null, nil: return nil
        default: throw Self.wrongType(name, "true or false")
        }
    }

    /// The steps that a member asks for; nil where it is missing or null.
    func steps(_ name: Name) throws(APIError) -> PredictionDetail.Steps? {
        switch contents[name] {
        case .bool(let bool): return bool ? .all : PredictionDetail.Steps.none
        case .text(let text) where text.elementsEqual("input".utf8): return .input
        case .null, nil: return nil
        default: throw Self.wrongType(name, "true, false or \"input\"")
        }
    }

    /// The number of a member; nil where it is missing or null. `3.0` and `3e0` are 3.
    func wholeNumber(_ name: Name) throws(APIError) -> Int? {
        switch contents[name] {
        case .number(let digits):
            let text = String(decoding: digits, as: UTF8.self)
            guard let number = Int(text) ?? Double(text).flatMap(Int.init(exactly:)) else { break }
            return number
        case .null, nil: return nil
        default: break
        }
        throw Self.wrongType(name, "a whole number")
    }

    // MARK: Reading

    private mutating func read(_ reader: inout JSONReader) throws(JSONReader.Failure) {
        let value = try reader.value()
        isObject = value == .object
        if value == .array { try reader.skipRest() }
        if value == .object {
            while let text = try reader.nextName() {
                let content = try Self.content(&reader)
                guard let name = Name(text) else { continue }
                if contents.updateValue(content, forKey: name) != nil { repeated = repeated ?? name }
            }
        }
        try reader.end()
    }

    private static func content(_ reader: inout JSONReader) throws(JSONReader.Failure) -> Content {
        switch try reader.value() {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .number(let digits): return .number(digits)
        case .string(let text): return .text(text)
        case .object:
            try reader.skipRest()
            return .object
        case .array:
            return .texts(try texts(&reader))
        }
    }

    private static func texts(
        _ reader: inout JSONReader
    ) throws(JSONReader.Failure) -> [ArraySlice<UInt8>?] {
        var texts: [ArraySlice<UInt8>?] = []
        while try reader.nextElement() {
            switch try reader.value() {
            case .string(let text): texts.append(text)
            case .array, .object:
                try reader.skipRest()
                texts.append(nil)
            default: texts.append(nil)
            }
            if texts.count > PredictRequest.imageLimit {
                try reader.skipRest()
                break
            }
        }
        return texts
    }

    private static func wrongType(_ name: Name, _ needs: String) -> APIError {
        APIError(
            .badRequest, "wrong_type", "\"\(name.rawValue)\" must be \(needs).", field: name.rawValue)
    }

    private static func sentence(_ failure: JSONReader.Failure) -> String {
        switch failure {
        case .unexpected(let offset): "The body is not JSON: byte \(offset) is unexpected, or missing."
        case .brokenString(let offset):
            "The body is not JSON: the string at byte \(offset) is not UTF-8 or has a bad escape."
        case .tooDeep(let limit): "The body is nested too deeply: more than \(limit) lists and objects."
        }
    }
}
