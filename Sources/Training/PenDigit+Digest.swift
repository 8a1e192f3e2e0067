import MNISTData
import PenStrokes

extension [PenDigit] {
    /// Of labels, writers and points, whatever file they came in.
    var digest: SHA256Digest {
        var hasher = SHA256Digest.Hasher()
        for digit in self {
            var numbers = [UInt32(digit.digit), UInt32(truncatingIfNeeded: digit.writer)]
            numbers.append(UInt32(digit.drawing.strokes.count))
            for stroke in digit.drawing.strokes {
                numbers.append(UInt32(stroke.count))
                for point in stroke { numbers += [point.x.bitPattern, point.y.bitPattern] }
            }
            hasher.update(
                numbers.flatMap { number in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } })
        }
        return hasher.finish()
    }
}
