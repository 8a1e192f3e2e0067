import TestSupport
import Testing

@testable import Raster

extension Plane<Float> {
    /// Pseudo-random values in 0...1.
    static func noise(width: Int, height: Int, seed: UInt64 = 1) -> Plane {
        var random = SplitMix64(seed: seed)
        let values = (0..<width * height).map { _ in Float.random(in: 0...1, using: &random) }
        return Plane(width: width, height: height, values: values)
    }

    /// A function of the pixels' middles.
    static func sampled(width: Int, height: Int, _ value: (Float, Float) -> Float) -> Plane {
        let values = (0..<width * height).map { value(Float($0 % width) + 0.5, Float($0 / width) + 0.5) }
        return Plane(width: width, height: height, values: values)
    }

    var mean: Float { values.reduce(0, +) / Float(values.count) }

    /// Shares 0...1 in 255ths.
    var bytes: Plane<UInt8> { Plane<UInt8>(self) }
}

extension Plane<UInt8> {
    /// In 255ths: shares 0...1.
    var shares: Plane<Float> {
        Plane<Float>(width: width, height: height, values: values.map { Float($0) / 255 })
    }

    /// Pseudo-random values in 0...255.
    static func noise(width: Int, height: Int, seed: UInt64 = 1) -> Plane {
        Plane<Float>.noise(width: width, height: height, seed: seed).bytes
    }
}

extension Plane: CustomTestStringConvertible {
    /// Short, because a failed expectation prints its operands.
    public var testDescription: String { "\(width)x\(height) plane of \(Value.self)" }
}

extension PixelImage {
    /// An opaque grey picture from luminance 0...1.
    init(_ plane: Plane<Float>) {
        let rgba = plane.values.flatMap { value -> [UInt8] in
            let level = UInt8((min(max(value, 0), 1) * 255).rounded())
            return [level, level, level, 255]
        }
        self.init(width: plane.width, height: plane.height, rgba: rgba)
    }
}

extension InkMap {
    /// The ink of a picture, for nobody who wants to see how it was found.
    static func find(in plane: Plane<UInt8>) -> InkMap? {
        var trace = NormalizationTrace(isWanted: false)
        return find(in: plane, on: nil, &trace)
    }
}
