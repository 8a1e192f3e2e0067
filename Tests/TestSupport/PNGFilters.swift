/// The filters of PNG in the words of the specification, section 9.2, for one row.
public enum PNGFilters {
    /// - Parameters:
    ///   - above: the row above before filtering; empty for the first.
    ///   - pixel: bytes a pixel, at least 1.
    public static func apply(_ filter: UInt8, to row: [UInt8], below above: [UInt8], pixel: Int) -> [UInt8] {
        row.indices.map { x in
            let a = x >= pixel ? Int(row[x - pixel]) : 0
            let b = above.isEmpty ? 0 : Int(above[x])
            let c = x >= pixel && !above.isEmpty ? Int(above[x - pixel]) : 0
            let prediction =
                switch filter {
                case 1: a
                case 2: b
                case 3: (a + b) / 2
                case 4: paethPredictor(a, b, c)
                default: 0
                }
            return row[x] &- UInt8(prediction)
        }
    }

    /// Section 9.4.
    static func paethPredictor(_ a: Int, _ b: Int, _ c: Int) -> Int {
        let p = a + b - c
        let (pa, pb, pc) = (abs(p - a), abs(p - b), abs(p - c))
        if pa <= pb && pa <= pc { return a }
        return pb <= pc ? b : c
    }
}
