/// The largest of every `size` × `size` square, for the convolutions that do not pool on their way out.
public struct MaxPoolStep: InferenceStep {
    public let input: PlaneLayout
    public let output: PlaneLayout
    private let size: Int

    public init(input shape: Shape, size: Int, output: PlaneLayout) {
        input = PlaneLayout(shape)
        self.output = output
        self.size = size
    }

    public func run(
        images: Int, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        for image in 0..<images {
            for row in 0..<output.shape.height {
                for column in 0..<output.shape.width {
                    let corner =
                        unsafe x + image * input.count + row * size * input.row + column * size * input.pixel
                    let place =
                        unsafe y + image * output.count + output.origin + row * output.row
                        + column * output.pixel
                    for channel in stride(from: 0, to: input.pixel, by: Kernels.lanes) {
                        var best = unsafe Lanes(corner + channel)
                        for down in 0..<size {
                            for right in 0..<size {
                                let other = unsafe Lanes(
                                    corner + down * input.row + right * input.pixel + channel)
                                best.replace(with: other, where: other .> best)
                            }
                        }
                        unsafe best.store(place + channel)
                    }
                }
            }
        }
    }
}

/// The mean of every channel's plane.
public struct AveragePoolStep: InferenceStep {
    public let input: PlaneLayout
    public let output: PlaneLayout

    public init(input shape: Shape, output: PlaneLayout) {
        input = PlaneLayout(shape)
        self.output = output
    }

    public func run(
        images: Int, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        for image in 0..<images {
            for channel in stride(from: 0, to: input.pixel, by: Kernels.lanes) {
                var sum = Lanes(repeating: 0)
                for pixel in 0..<input.shape.area {
                    sum += unsafe Lanes(x + image * input.count + pixel * input.pixel + channel)
                }
                unsafe (sum / Float(input.shape.area)).store(y + image * output.count + channel)
            }
        }
    }
}

/// One vector of the kernels.
private typealias Lanes = SIMD16<Float>

extension SIMD16<Float> {
    fileprivate init(_ address: UnsafePointer<Float>) {
        self = unsafe UnsafeRawPointer(address).loadUnaligned(as: Self.self)
    }

    fileprivate func store(_ address: UnsafeMutablePointer<Float>) {
        unsafe UnsafeMutableRawPointer(address).storeBytes(of: self, as: Self.self)
    }
}
