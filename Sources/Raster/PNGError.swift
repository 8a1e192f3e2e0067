/// Why bytes could not be read as a PNG picture.
public enum PNGError: Error, Equatable, Sendable {
    /// There are no bytes at all.
    case empty

    /// The first eight bytes are not the PNG signature (PNG specification, section 5.2).
    case notPNG

    /// The file ends before its IEND chunk is complete.
    case truncated

    /// The file breaks the format: a bad checksum, bad compressed data, chunks missing or out of order.
    case malformed(String)

    /// The header announces a picture without pixels.
    case zeroSize(width: Int, height: Int)

    /// The header announces a side longer than the limit, in pixels.
    case sideTooLong(width: Int, height: Int, limit: Int)

    /// The header announces more pixels than the limit.
    case tooManyPixels(width: Int, height: Int, limit: Int)
}

extension PNGError: CustomStringConvertible {
    /// One sentence for a person, without a full stop.
    public var description: String {
        switch self {
        case .empty: "the image is empty"
        case .notPNG: "the image is not a PNG file"
        case .truncated: "the PNG file is cut short"
        case .malformed(let reason): "the PNG file is damaged: \(reason)"
        case .zeroSize(let width, let height): "the image has no pixels (\(width)x\(height))"
        case .sideTooLong(let width, let height, let limit):
            "the image is \(width)x\(height) pixels; a side may have at most \(limit)"
        case .tooManyPixels(let width, let height, let limit):
            "the image is \(width)x\(height) pixels; at most \(limit) in all are read"
        }
    }
}
