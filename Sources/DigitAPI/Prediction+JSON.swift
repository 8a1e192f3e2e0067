import FoundationEssentials
public import Raster

extension Prediction: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { writeMembers(to: &$0) }
    }

    /// Writes the members alone, for an object that has others beside them.
    public func writeMembers(to json: inout JSONWriter) {
        json.member("accepted", accepted)
        json.member("confidence", confidence)
        json.member("digit", digit)
        if let explanation { json.member("explanation", explanation) }
        json.member("is_digit", isDigit)
        json.member("model", model)
        json.member("probabilities", probabilities)
        // Always there, null where the answer is accepted.
        json.member("reason", reason)
        if let requestID { json.member("request_id", requestID) }
        json.member("timing_ms", timing)
        json.member("top_k", topK)
    }
}

extension Prediction.Candidate: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("confidence", confidence)
            json.member("digit", digit)
        }
    }
}

extension Prediction.Model: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("version", version)
        }
    }
}

extension Prediction.Timing: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("decode", decode)
            json.member("infer", infer)
            json.member("normalize", normalize)
            json.member("total", total)
        }
    }
}

extension Prediction.Explanation: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { $0.member("steps", steps) }
    }
}

/// A step's name and its picture as a `data:` URL.
extension NormalizationStep: JSONWritable {
    public func write(to json: inout JSONWriter) {
        let png = Data(PNGEncoder().encode(image)).base64EncodedString()
        json.object { json in
            json.member("image", "data:image/png;base64,\(png)")
            json.member("name", name.rawValue)
        }
    }
}
