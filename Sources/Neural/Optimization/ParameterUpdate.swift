/// Something that is done to every parameter by itself, and so to any range of them at a time.
@safe
public struct ParameterUpdate {
    let body: (_ range: Range<Int>) -> Void

    init(_ body: @escaping (_ range: Range<Int>) -> Void) {
        self.body = body
    }
}

extension Team {
    /// Applies `updates` in their order to every one of `count` parameters.
    ///
    /// All of them to a few parameters, then to the next few, so that these are fetched from memory once.
    public func apply(_ updates: [ParameterUpdate], count: Int) {
        let size = 1024
        share(count) { _, range, _ in
            for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
                for update in updates { update.body(start..<min(start + size, range.upperBound)) }
            }
        }
    }
}
