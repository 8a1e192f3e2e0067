extension PlaneLayout {
    /// Gathers what is not zero in one image at `x`, with its features' numbers, in twice as many floats of scratch memory
    /// as there are features.
    ///
    /// One image's dense layer is bound by the time to read the weights: those of features that are zero, most of a
    /// picture's paper and half of what a rectifier leaves, need not be read.
    func gatherNonZeros(
        of x: UnsafePointer<Float>, into scratch: UnsafeMutablePointer<Float>
    ) -> Kernels.NonZeros {
        let channels = shape.channels
        let rows = unsafe UnsafeMutableRawPointer(scratch + shape.count)
            .bindMemory(to: Int32.self, capacity: shape.count)
        var count = 0
        for place in 0..<shape.area {
            for channel in 0..<channels {
                // Written whatever it is, kept where it is not zero: no branch to guess wrong.
                let value = unsafe x[place * pixel + channel]
                unsafe scratch[count] = value
                unsafe rows[count] = Int32(truncatingIfNeeded: place * channels + channel)
                count += value == 0 ? 0 : 1
            }
        }
        return unsafe Kernels.NonZeros(values: scratch, rows: rows, count: count)
    }
}
