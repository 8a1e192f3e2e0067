/// Eight floats at a time: what the loops over channels work on.
typealias Vector8 = SIMD8<Float>

extension UnsafePointer<Float> {
    /// The first `count` floats, at most eight, with zeros behind them.
    @inline(__always)
    func vector(_ count: Int = 8) -> Vector8 {
        if count == 8 { return unsafe UnsafeRawPointer(self).loadUnaligned(as: Vector8.self) }
        var vector = Vector8(repeating: 0)
        for i in 0..<count { unsafe vector[i] = self[i] }
        return vector
    }
}

extension UnsafeMutablePointer<Float> {
    /// The first `count` floats, at most eight, with zeros behind them.
    @inline(__always)
    func vector(_ count: Int = 8) -> Vector8 {
        unsafe UnsafePointer(self).vector(count)
    }

    /// Overwrites the first `count` floats, at most eight.
    @inline(__always)
    func store(_ vector: Vector8, _ count: Int = 8) {
        if count == 8 {
            unsafe UnsafeMutableRawPointer(self).storeBytes(of: vector, as: Vector8.self)
        } else {
            for i in 0..<count { unsafe self[i] = vector[i] }
        }
    }
}

extension Vector8 {
    /// Its lanes where `mask` holds, zeros elsewhere.
    @inline(__always)
    func kept(where mask: SIMDMask<SIMD8<Int32>>) -> Vector8 {
        Vector8(repeating: 0).replacing(with: self, where: mask)
    }

    /// Zeros for its negative lanes; what is not a number stays so.
    @inline(__always)
    var rectified: Vector8 { replacing(with: Vector8(repeating: 0), where: self .< 0) }

    /// The larger of each pair of lanes.
    @inline(__always)
    static func largest(_ a: Vector8, _ b: Vector8) -> Vector8 { a.replacing(with: b, where: b .> a) }
}

/// Calls `body` with the first channel of every eight, and how many of them there are: eight, or all.
///
/// The last eight overlap those before them where channels are no multiple of eight: `body` may be told a channel
/// twice, and has to do the same both times.
@inline(__always)
func forEachVector(of channels: Int, _ body: (_ first: Int, _ count: Int) -> Void) {
    guard channels >= 8 else { return body(0, channels) }
    var channel = 0
    while channel < channels {
        body(min(channel, channels - 8), 8)
        channel += 8
    }
}

/// Calls `body` with the first index of every eight of `range`, and how many of them there are: the last may be fewer.
@inline(__always)
func forEachVector(in range: Range<Int>, _ body: (_ first: Int, _ count: Int) -> Void) {
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
        body(index, 8)
        index += 8
    }
    if index < range.upperBound { body(index, range.upperBound - index) }
}
