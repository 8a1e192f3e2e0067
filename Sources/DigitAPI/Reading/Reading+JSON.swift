import Raster

extension Reading: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { writeMembers(to: &$0) }
    }

    /// Writes the members alone, for an object that has others beside them.
    public func writeMembers(to json: inout JSONWriter) {
        json.member("accepted", accepted)
        json.member("confidence", confidence)
        json.member("digits", digits)
        json.member("model", model)
        json.member("reason", reason)
        if let requestID { json.member("request_id", requestID) }
        json.member("text", text)
        json.member("timing_ms", timing)
    }
}

extension Reading.Digit: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("accepted", reason == nil)
            json.member("box", Box(rect: box))
            json.member("confidence", confidence)
            json.member("digit", digit)
            json.member("is_digit", isDigit)
            json.member("line", line)
            json.member("reason", reason)
        }
    }

    private struct Box: JSONWritable {
        let rect: PixelRect

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("height", rect.height)
                json.member("width", rect.width)
                json.member("x", rect.x)
                json.member("y", rect.y)
            }
        }
    }
}
