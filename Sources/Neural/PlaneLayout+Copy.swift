extension PlaneLayout {
    /// Whether it lies as (H, W, C) without gaps.
    var isPlain: Bool { before == 0 && after == 0 && pixel == shape.channels }

    /// Writes a plane of (H, W, C) without gaps inside the border, and zeros everywhere else.
    func enter(_ plane: UnsafePointer<Float>, at memory: UnsafeMutablePointer<Float>) {
        let channels = shape.channels
        let gap = (after + before) * pixel
        unsafe memory.update(repeating: 0, count: origin)
        var target = unsafe memory + origin
        for y in 0..<shape.height {
            let source = unsafe plane + y * shape.width * channels
            if pixel == channels {
                unsafe target.update(from: source, count: shape.width * channels)
            } else {
                for x in 0..<shape.width {
                    let place = unsafe target + x * pixel
                    unsafe place.update(from: source + x * channels, count: channels)
                    unsafe (place + channels).update(repeating: 0, count: pixel - channels)
                }
            }
            unsafe (target + shape.width * pixel).update(repeating: 0, count: gap)
            unsafe target += row
        }
        // The last row's gap ends `before` pixels into the rows below.
        unsafe (target + gap - row + shape.width * pixel).update(
            repeating: 0, count: max(0, after * row - before * pixel))
    }

    /// Reads the plane inside the border, without gaps: (H, W, C).
    func leave(_ memory: UnsafePointer<Float>, into plane: UnsafeMutablePointer<Float>) {
        let channels = shape.channels
        for y in 0..<shape.height {
            let source = unsafe memory + origin + y * row
            let target = unsafe plane + y * shape.width * channels
            if pixel == channels {
                unsafe target.update(from: source, count: shape.width * channels)
            } else {
                for x in 0..<shape.width {
                    unsafe (target + x * channels).update(from: source + x * pixel, count: channels)
                }
            }
        }
    }
}
