/// Where every tensor of a network lies in its one block of floats, and how it stands in a file.
///
/// Trained tensors come first, running statistics last, so that the optimiser, the gradients and the norms are flat
/// loops over `0..<trainedCount`, and averaging and saving are flat loops over the whole.
public struct ParameterLayout: Sendable, Equatable {
    /// What a tensor is, which decides its initial value, its decay and its order in memory.
    public enum Kind: Sendable, Equatable {
        /// A convolution's kernels: OIHW in files (PyTorch), HWIO in memory (the GEMM's right-hand matrix).
        case kernel
        /// A dense layer's matrix over planes of `area` pixels: (out, channel, pixel) in files, as PyTorch flattens,
        /// (out, pixel, channel) in memory. The same where a plane has one pixel or one channel.
        case matrix(area: Int)
        /// A bias, or batch norm's shift: starts at 0, is not decayed.
        case bias
        /// Batch norm's scale: starts at 1, is not decayed.
        case scale
        /// A running mean: not trained, starts at 0.
        case runningMean
        /// A running variance: not trained, starts at 1.
        case runningVariance

        var isTrained: Bool { self != .runningMean && self != .runningVariance }

        /// Whether it multiplies its layer's inputs, which is what weight decay shrinks and quantisation narrows.
        public var isDecayed: Bool {
            switch self {
            case .kernel, .matrix: true
            case .bias, .scale, .runningMean, .runningVariance: false
            }
        }
    }

    /// One tensor.
    public struct Entry: Sendable, Equatable {
        /// The PyTorch `state_dict` name, such as `conv1.weight`.
        public let name: String
        /// The shape in files.
        public let shape: [Int]
        public let kind: Kind
        /// The first float in the block.
        public let offset: Int

        public var count: Int { shape.reduce(1, *) }
        public var range: Range<Int> { offset..<(offset + count) }

        /// Inputs that one output sums over: what the initial variance depends on.
        var fanIn: Int { shape.dropFirst().reduce(1, *) }

        /// Outputs that one input goes into: of a kernel, through all its taps.
        var fanOut: Int { (shape.first ?? 1) * shape.dropFirst(2).reduce(1, *) }
    }

    /// The tensors in the order of the network's layers, which is the order of the file.
    public let entries: [Entry]

    /// Floats that the optimiser trains.
    public let trainedCount: Int

    /// All floats: trained ones and running statistics.
    public let totalCount: Int

    init(_ tensors: [(name: String, shape: [Int], kind: Kind)]) {
        func size(_ shape: [Int]) -> Int { shape.reduce(1, *) }
        trainedCount = tensors.filter(\.kind.isTrained).reduce(0) { $0 + size($1.shape) }
        var trained = 0
        var running = trainedCount
        var entries: [Entry] = []
        for (name, shape, kind) in tensors {
            entries.append(
                Entry(name: name, shape: shape, kind: kind, offset: kind.isTrained ? trained : running))
            if kind.isTrained { trained += size(shape) } else { running += size(shape) }
        }
        self.entries = entries
        totalCount = running
    }

    /// The tensor of that name.
    public func entry(_ name: String) -> Entry? {
        entries.first { $0.name == name }
    }

    func offset(_ name: String) -> Int { range(name).lowerBound }

    func range(_ name: String) -> Range<Int> {
        guard let entry = entry(name) else { preconditionFailure("no tensor is named \(name)") }
        return entry.range
    }

    /// One tensor of `block` in the file's order.
    public func fileValues(of entry: Entry, in block: [Float]) -> [Float] {
        var file = Array(block[entry.range])
        entry.forEachMoved { inFile, inMemory in file[inFile] = block[entry.offset + inMemory] }
        return file
    }

    /// Writes one tensor, given in the file's order, to its place in `block`.
    public func setFileValues(_ values: [Float], of entry: Entry, in block: inout [Float]) {
        precondition(
            values.count == entry.count, "\(entry.name) has \(entry.count) values, not \(values.count)")
        block.replaceSubrange(entry.range, with: values)
        entry.forEachMoved { inFile, inMemory in block[entry.offset + inMemory] = values[inFile] }
    }
}

extension ParameterLayout.Entry {
    /// Pairs the index of every weight in the file with its index in memory, where the two orders differ.
    fileprivate func forEachMoved(_ body: (_ inFile: Int, _ inMemory: Int) -> Void) {
        switch kind {
        case .kernel:
            // (O, I, pixel) to (pixel, I, O)
            let (outputs, inputs, area) = (shape[0], shape[1], shape[2] * shape[3])
            forEach(outputs, inputs, area) { o, i, pixel in (pixel * inputs + i) * outputs + o }
        case .matrix(let area):
            // (O, I, pixel) to (O, pixel, I)
            let (outputs, inputs) = (shape[0], shape[1] / area)
            guard area > 1, inputs > 1 else { return }
            forEach(outputs, inputs, area) { o, i, pixel in (o * area + pixel) * inputs + i }
        case .bias, .scale, .runningMean, .runningVariance: return
        }
        func forEach(_ a: Int, _ b: Int, _ c: Int, _ place: (Int, Int, Int) -> Int) {
            for x in 0..<a {
                for y in 0..<b {
                    for z in 0..<c { body((x * b + y) * c + z, place(x, y, z)) }
                }
            }
        }
    }
}
