/// One unfiltered row of 8-bit samples, to be turned into a row of luma or of alpha.
///
/// Sixteen pixels are taken at a time, the last of them once more where the row ends with fewer. Where they are the
/// sixteen above over again, as most of a drawing's are, what became of those is copied.
@safe
struct SampleRow {
    private let row: UnsafeRawPointer
    private let above: UnsafeRawPointer
    private let plane: UnsafeMutableRawPointer
    private let width: Int
    private let isFirst: Bool

    /// Four pixels of four bytes, a word for two samples: red and green, blue and alpha.
    private typealias Four = SIMD8<UInt16>

    /// Turns row `y` of a picture into luma.
    ///
    /// - Parameters:
    ///   - samples: where the row lies in `scanlines`; the one above lies `stride` earlier.
    ///   - plane: a byte a pixel, of which the rows above are there already.
    /// - Returns: whether all pixels are opaque; `nil` where one has a colour that the palette has not.
    static func readLuma(
        _ type: PNGHeader.ColorType, _ palette: PNGPalette?, in scanlines: [UInt8], at samples: Range<Int>,
        stride: Int, to plane: inout [UInt8], y: Int
    ) -> Bool? {
        with(scanlines, samples, stride, &plane, y, channels: type.channels) { row in
            switch (type, palette) {
            case (.palette, let palette?): return row.readIndices(palette)
            case (.gray, _), (.palette, nil): row.copy()
            case (.rgb, _): row.readRGB()
            case (.grayAlpha, _): return row.readGrayAlpha()
            case (.rgba, _): return row.readRGBA()
            }
            return true
        }
    }

    /// The same for alpha, of a picture that has it.
    static func readAlpha(
        _ type: PNGHeader.ColorType, _ palette: PNGPalette?, in scanlines: [UInt8], at samples: Range<Int>,
        stride: Int, to plane: inout [UInt8], y: Int
    ) {
        with(scanlines, samples, stride, &plane, y, channels: type.channels) { row in
            if let palette {
                row.lookUp(palette.alpha.span)
            } else if type == .rgba {
                row.readAlpha()
            } else {
                for x in 0..<row.width { row.store(row.sample(2 &* x &+ 1), at: x) }
            }
        }
    }

    private static func with<Result>(
        _ scanlines: [UInt8], _ samples: Range<Int>, _ stride: Int, _ plane: inout [UInt8], _ y: Int,
        channels: Int, _ body: (SampleRow) -> Result
    ) -> Result {
        let width = samples.count / channels
        precondition(samples.lowerBound >= stride && samples.upperBound + PNGFilter.margin <= scanlines.count)
        precondition(y >= 0 && width > 0 && (y + 1) * width <= plane.count)
        return unsafe scanlines.withUnsafeBufferPointer { scanlines in
            unsafe plane.withUnsafeMutableBufferPointer { plane in
                // Neither is empty, so both have an address.
                let row =
                    unsafe UnsafeRawPointer(scanlines.baseAddress.unsafelyUnwrapped) + samples.lowerBound
                let target = unsafe UnsafeMutableRawPointer(plane.baseAddress.unsafelyUnwrapped) + y * width
                return unsafe body(
                    SampleRow(row: row, above: row - stride, plane: target, width: width, isFirst: y == 0))
            }
        }
    }

    private func copy() {
        unsafe plane.copyMemory(from: row, byteCount: width)
    }

    private func readGrayAlpha() -> Bool {
        var common = UInt8.max
        for x in 0..<width {
            store(sample(2 &* x), at: x)
            common &= sample(2 &* x &+ 1)
        }
        return common == .max
    }

    private func readRGB() {
        guard width >= 16 else {
            for x in 0..<width { store(luma(at: 3 &* x), at: x) }
            return
        }
        for block in stride(from: 0, to: width, by: 16) {
            let x = min(block, width &- 16)
            if copyUnchanged(x, channels: 3) { continue }
            let (a, b) = (fourRGB(3 &* x), fourRGB(3 &* x &+ 12))
            let (c, d) = (fourRGB(3 &* x &+ 24), fourRGB(3 &* x &+ 36))
            store(Self.luma(a, b, c, d), at: x)
        }
    }

    private func readRGBA() -> Bool {
        guard width >= 16 else {
            for x in 0..<width { store(luma(at: 4 &* x), at: x) }
            return (0..<width).allSatisfy { sample(4 &* $0 &+ 3) == 255 }
        }
        var common = Four(repeating: .max)
        for block in stride(from: 0, to: width, by: 16) {
            let x = min(block, width &- 16)
            let (a, b, c, d) = fours(4 &* x)
            common &= (a & b) & (c & d)
            if !copyUnchanged(x, channels: 4) { store(Self.luma(a, b, c, d), at: x) }
        }
        return (common[1] & common[3] & common[5] & common[7]) >> 8 == 255
    }

    private func readAlpha() {
        guard width >= 16 else {
            for x in 0..<width { store(sample(4 &* x &+ 3), at: x) }
            return
        }
        for block in stride(from: 0, to: width, by: 16) {
            let x = min(block, width &- 16)
            if copyUnchanged(x, channels: 4) { continue }
            let (a, b, c, d) = fours(4 &* x)
            store(Self.bytes(Self.alpha(a), Self.alpha(b), Self.alpha(c), Self.alpha(d)), at: x)
        }
    }

    private func readIndices(_ palette: PNGPalette) -> Bool? {
        if palette.count < 256 {
            var largest: UInt8 = 0
            for x in 0..<width { largest = max(largest, sample(x)) }
            guard largest < palette.count else { return nil }
        }
        lookUp(palette.luma.span)
        return palette.isOpaque || (0..<width).allSatisfy { palette.alpha[Int(sample($0))] == 255 }
    }

    /// Replaces every index by what a table of 256 has for it.
    private func lookUp(_ table: Span<UInt8>) {
        precondition(table.count == 256)
        guard width >= 16 else {
            for x in 0..<width { unsafe store(table[unchecked: Int(sample(x))], at: x) }
            return
        }
        for block in stride(from: 0, to: width, by: 16) {
            let start = min(block, width &- 16)
            if copyUnchanged(start, channels: 1) { continue }
            for x in start..<start &+ 16 { unsafe store(table[unchecked: Int(sample(x))], at: x) }
        }
    }

    /// Copies what the sixteen pixels above became, if those here are the same.
    @inline(__always)
    private func copyUnchanged(_ x: Int, channels: Int) -> Bool {
        var difference = SIMD2<UInt64>()
        for part in 0..<channels {
            let offset = channels &* x &+ 16 &* part
            let (here, there): (SIMD2<UInt64>, SIMD2<UInt64>) = unsafe (
                load(row, offset), load(above, offset)
            )
            difference |= here ^ there
        }
        guard difference[0] | difference[1] == 0, !isFirst else { return false }
        let copy: SIMD16<UInt8> = unsafe load(UnsafeRawPointer(plane), x &- width)
        store(copy, at: x)
        return true
    }

    /// Sixteen pixels of four bytes.
    @inline(__always)
    private func fours(_ offset: Int) -> (Four, Four, Four, Four) {
        unsafe (load(row, offset), load(row, offset &+ 16), load(row, offset &+ 32), load(row, offset &+ 48))
    }

    /// Four pixels of three bytes; what comes with them as a fourth has no part in the luma.
    @inline(__always)
    private func fourRGB(_ offset: Int) -> Four {
        let words = unsafe SIMD4<UInt32>(
            load(row, offset), load(row, offset &+ 3), load(row, offset &+ 6), load(row, offset &+ 9))
        return unsafe unsafeBitCast(words, to: Four.self)
    }

    /// `PixelImage.luma` of sixteen pixels.
    @inline(__always)
    private static func luma(_ a: Four, _ b: Four, _ c: Four, _ d: Four) -> SIMD16<UInt8> {
        bytes(luma(a), luma(b), luma(c), luma(d))
    }

    /// Red and blue are the lower bytes of a pixel's two words, green and alpha the upper; no sum outgrows a word.
    @inline(__always)
    private static func luma(_ pixels: Four) -> SIMD4<UInt32> {
        let redBlue = (pixels & 255) &* Four(77, 29, 77, 29, 77, 29, 77, 29)
        let green = (pixels &>> 8) &* Four(150, 0, 150, 0, 150, 0, 150, 0)
        let halves = unsafe unsafeBitCast(redBlue &+ green, to: SIMD4<UInt32>.self)
        return ((halves & 0xFFFF) &+ (halves &>> 16) &+ 128) &>> 8
    }

    @inline(__always)
    private static func alpha(_ pixels: Four) -> SIMD4<UInt32> {
        unsafe unsafeBitCast(pixels, to: SIMD4<UInt32>.self) &>> 24
    }

    @inline(__always)
    private static func bytes(
        _ a: SIMD4<UInt32>, _ b: SIMD4<UInt32>, _ c: SIMD4<UInt32>, _ d: SIMD4<UInt32>
    ) -> SIMD16<UInt8> {
        let (low, high) = (SIMD8(lowHalf: a, highHalf: b), SIMD8(lowHalf: c, highHalf: d))
        return SIMD16(truncatingIfNeeded: SIMD16(lowHalf: low, highHalf: high))
    }

    @inline(__always)
    private func luma(at offset: Int) -> UInt8 {
        PixelImage.luma(sample(offset), sample(offset &+ 1), sample(offset &+ 2))
    }

    @inline(__always)
    private func sample(_ offset: Int) -> UInt8 { unsafe load(row, offset) }

    @inline(__always)
    private func load<Value: BitwiseCopyable>(_ base: UnsafeRawPointer, _ offset: Int) -> Value {
        unsafe base.loadUnaligned(fromByteOffset: offset, as: Value.self)
    }

    @inline(__always)
    private func store<Value: BitwiseCopyable>(_ value: Value, at x: Int) {
        unsafe plane.storeBytes(of: value, toByteOffset: x, as: Value.self)
    }
}
