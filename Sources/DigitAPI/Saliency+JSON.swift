public import DigitModel
import Raster

/// `{"method": "occlusion", "map": [[...], ...]}`: 28 rows of 28 numbers, -1 to 1.
extension Saliency: JSONWritable {
    public func write(to json: inout JSONWriter) {
        let side = NormalizedDigit.side
        // Finer steps than thousandths are nothing that could be seen, and half as much again to send; + 0 makes 0 of -0.
        let rows = stride(from: 0, to: values.count, by: side).map { row in
            values[row..<row + side].map { ($0 * 1000).rounded() / 1000 + 0 }
        }
        json.object { json in
            json.member("map", rows)
            json.member("method", "occlusion")
        }
    }
}
