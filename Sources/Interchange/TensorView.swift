/// A tensor of someone's file, not yet read: where its elements lie among the file's bytes.
///
/// Its shape is looked at before its elements are, so that a file that claims a huge tensor costs nothing.
struct TensorView: Equatable {
    let type: ElementType
    let shape: [Int]
    /// The step from one element to the next along each dimension, in elements.
    let strides: [Int]
    /// The first element.
    let offset: Int
    let bytes: ArraySlice<UInt8>

    /// A view whose every element lies within `bytes`; nil where one does not, or a number is negative.
    init?(_ type: ElementType, shape: [Int], strides: [Int], offset: Int = 0, bytes: ArraySlice<UInt8>) {
        guard shape.count == strides.count, offset >= 0, (shape + strides).allSatisfy({ $0 >= 0 }) else {
            return nil
        }
        let available = bytes.count / type.size
        if !shape.contains(0) {
            // Below `available` from the first step to the last, so that no sum overflows.
            var last = offset
            guard last < available else { return nil }
            for (count, stride) in zip(shape, strides) {
                let (step, overflow) = (count - 1).multipliedReportingOverflow(by: stride)
                guard !overflow, step < available - last else { return nil }
                last += step
            }
        }
        (self.type, self.shape, self.strides, self.offset) = (type, shape, strides, offset)
        self.bytes = bytes
    }

    /// A view of elements without gaps, the last dimension the quickest (C's order) or the slowest (Fortran's).
    init?(contiguous type: ElementType, shape: [Int], isFortran: Bool = false, bytes: ArraySlice<UInt8>) {
        var strides = [Int](repeating: 1, count: shape.count)
        var step = 1
        for axis in isFortran ? Array(shape.indices) : shape.indices.reversed() {
            strides[axis] = step
            let (product, overflow) = step.multipliedReportingOverflow(by: shape[axis])
            guard shape[axis] >= 0, !overflow else { return nil }
            step = product
        }
        let (size, overflow) = step.multipliedReportingOverflow(by: type.size)
        guard !overflow, size == bytes.count else { return nil }
        self.init(type, shape: shape, strides: strides, bytes: bytes)
    }

    /// The elements, row-major, as float32; nil where they are not floating-point numbers.
    ///
    /// To be asked of a tensor whose shape is known to be reasonable.
    func floats() -> [Float]? {
        var values: [Float] = []
        values.reserveCapacity(shape.reduce(1, *))
        var index = [Int](repeating: 0, count: shape.count)
        var element = offset
        for _ in 0..<shape.reduce(1, *) {
            let start = bytes.startIndex + element * type.size
            guard let value = type.float(bytes[start..<start + type.size]) else { return nil }
            values.append(value)
            // The odometer's next place.
            for axis in shape.indices.reversed() {
                index[axis] += 1
                element += strides[axis]
                if index[axis] < shape[axis] { break }
                element -= shape[axis] * strides[axis]
                index[axis] = 0
            }
        }
        return values
    }
}
