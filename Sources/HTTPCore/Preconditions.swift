/// What a conditional GET or HEAD comes to, in the order of RFC 9110 §13.2.2.
enum Preconditions {
    /// What is to be done.
    enum Outcome {
        case proceed
        /// 304: the client has it.
        case notModified
        /// 412: the client meant another.
        case failed
    }

    /// Compares the fields with the selected representation's validators.
    ///
    /// A field that is no valid date is ignored (RFC 9110 §13.1.3 and §13.1.4); `now` helps to read its year.
    static func evaluate(_ fields: HTTPFields, tag: EntityTag, modified: HTTPDate, now: HTTPDate) -> Outcome {
        if fields["If-Match"] != nil {
            guard tag.isListed(in: fields.members(of: "If-Match"), by: .strong) else { return .failed }
        } else if let date = date(fields.values(for: "If-Unmodified-Since"), now: now) {
            guard modified.unixSeconds <= date.unixSeconds else { return .failed }
        }
        if fields["If-None-Match"] != nil {
            return tag.isListed(in: fields.members(of: "If-None-Match"), by: .weak) ? .notModified : .proceed
        }
        if let date = date(fields.values(for: "If-Modified-Since"), now: now) {
            return modified.unixSeconds <= date.unixSeconds ? .notModified : .proceed
        }
        return .proceed
    }

    /// Whether a Range still fits what the client has a part of (RFC 9110 §13.1.5); a date must be the very same.
    static func allowsRange(_ fields: HTTPFields, tag: EntityTag, modified: HTTPDate, now: HTTPDate) -> Bool {
        guard let validator = fields["If-Range"] else { return true }
        if validator.hasPrefix("\"") || validator.hasPrefix("W/") {
            return tag.equals(validator, by: .strong)
        }
        return HTTPDate(validator, now: now) == modified
    }

    private static func date(_ values: [String], now: HTTPDate) -> HTTPDate? {
        guard values.count == 1, let text = values.first else { return nil }
        return HTTPDate(text, now: now)
    }
}
