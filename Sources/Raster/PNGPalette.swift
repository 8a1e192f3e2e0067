/// The colours of a palette picture (PNG specification, sections 11.2.2 and 11.3.1.1) as luma and alpha.
struct PNGPalette {
    /// Colours in it, 1...256.
    let count: Int

    /// 256 entries each, for any index a byte can be.
    let luma: [UInt8]
    let alpha: [UInt8]

    /// Whether all its colours are opaque.
    let isOpaque: Bool

    /// `nil` for a palette of no or too many colours, or with more alphas than colours.
    init?(colors: ArraySlice<UInt8>, alphas: ArraySlice<UInt8>?) {
        guard colors.count % 3 == 0, 1...256 ~= colors.count / 3 else { return nil }
        count = colors.count / 3
        var luma = [UInt8](repeating: 0, count: 256)
        var alpha = [UInt8](repeating: 255, count: 256)
        for index in 0..<count {
            let entry = colors.startIndex + 3 * index
            luma[index] = PixelImage.luma(colors[entry], colors[entry + 1], colors[entry + 2])
        }
        if let alphas {
            guard 1...count ~= alphas.count else { return nil }
            alpha.replaceSubrange(0..<alphas.count, with: alphas)
        }
        self.luma = luma
        self.alpha = alpha
        isOpaque = alpha.allSatisfy { $0 == 255 }
    }
}
