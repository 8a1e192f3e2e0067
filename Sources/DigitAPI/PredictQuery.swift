import HTTPCore

/// The query of a request for one prediction, as of `POST /predict?top_k=3&explain=input` with raw PNG bytes: what the
/// JSON body of the others says beside its pictures.
struct PredictQuery {
    private(set) var detail = PredictionDetail()

    /// - Parameter query: what follows the `?`; nil or empty asks for nothing. No name and no value here has a
    ///   character that would be percent-encoded.
    /// - Throws: `APIError` for a name that is not known or is there twice, and for a value out of its range.
    init(_ query: String?) throws(APIError) {
        var seen: Set<Substring> = []
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let (name, value) = (parts[0], parts.count > 1 ? parts[1] : "")
            guard seen.insert(name).inserted else {
                throw APIError(
                    .badRequest, "duplicate_parameter", "\"\(name)\" is there twice; send it once.",
                    field: String(name))
            }
            switch name {
            case "top_k": detail.topK = try Self.topK(value)
            case "explain":
                switch value {
                case "true": detail.steps = .all
                case "false": detail.steps = .none
                case "input": detail.steps = .input
                default: throw Self.wrongValue(name, value, "true, false or input")
                }
            case "saliency": detail.saliency = try Self.bool(name, value)
            case "activations": detail.activations = try Self.bool(name, value)
            default:
                throw APIError(
                    .badRequest, "unknown_parameter",
                    "There is no parameter \"\(name)\"; there are top_k, explain, saliency and activations.",
                    field: String(name))
            }
        }
    }

    /// Refuses the parameters of a request that says in its body what it wants.
    static func refuseBesideJSON(_ query: String?) throws(APIError) {
        guard let query, !query.isEmpty else { return }
        throw APIError(
            .badRequest, "unknown_parameter",
            "With a JSON body there are no parameters; send what \"?\(query)\" asks for as its members.")
    }

    private static func topK(_ value: Substring) throws(APIError) -> Int {
        guard !value.isEmpty, value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let number = Int(value), PredictionDetail.topKRange.contains(number)
        else { throw wrongValue("top_k", value, "in \(PredictionDetail.topKRange)") }
        return number
    }

    private static func bool(_ name: Substring, _ value: Substring) throws(APIError) -> Bool {
        switch value {
        case "true": true
        case "false": false
        default: throw wrongValue(name, value, "true or false")
        }
    }

    private static func wrongValue(_ name: Substring, _ value: Substring, _ needs: String) -> APIError {
        APIError(
            .badRequest, "out_of_range", "\(name) is \"\(value)\", it must be \(needs).", field: String(name))
    }
}
