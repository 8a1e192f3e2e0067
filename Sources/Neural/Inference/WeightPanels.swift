/// A dense layer's matrix as the kernels read it: panels of 32 columns, or of fewer where there are fewer, each panel's
/// rows neighbours.
///
/// One image's answer waits for these numbers to come from memory, so they start at a cache line.
struct WeightPanels: Sendable {
    let format: WeightFormat

    /// Columns of a panel.
    private let width: Int
    private let rows: Int

    /// The numbers, in whole cache lines: an array of these is aligned to one.
    private let lines: [SIMD64<UInt8>]

    /// weights: (rows, O), every one a number that `format` holds exactly; columns: O rounded up to whole vectors.
    init(_ weights: [Float], rows: Int, columns: Int, format: WeightFormat) {
        let width = min(columns, Kernels.panel)
        let panels = (columns + width - 1) / width
        let bytes = panels * rows * width * format.size
        var lines = [SIMD64<UInt8>](repeating: SIMD64(), count: (bytes + 63) / 64)
        let outputs = weights.count / rows
        unsafe lines.withUnsafeMutableBytes { memory in
            for row in 0..<rows {
                for output in 0..<outputs {
                    let value = weights[row * outputs + output]
                    let place = ((output / width * rows + row) * width + output % width) * format.size
                    switch format {
                    case .float32: unsafe memory.storeBytes(of: value, toByteOffset: place, as: Float.self)
                    case .float16:
                        unsafe memory.storeBytes(of: Float16(value), toByteOffset: place, as: Float16.self)
                    case .int8: unsafe memory.storeBytes(of: Int8(value), toByteOffset: place, as: Int8.self)
                    }
                }
            }
        }
        self.format = format
        self.width = width
        self.rows = rows
        self.lines = lines
    }

    /// Calls `body` with all of it.
    func withPanels(_ body: (Kernels.Panels) -> Void) {
        unsafe lines.withUnsafeBytes { memory in
            guard let base = memory.baseAddress else { return }
            unsafe body(Kernels.Panels(base: base, format: format, row: width, panelStride: rows * width))
        }
    }
}
