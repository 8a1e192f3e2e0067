/// Where every tensor of a network lies in its one block of floats, and how it stands in a file.
///
/// Trained tensors come first, running statistics last, so that the optimiser, the gradients and the norms are flat
/// loops over `0..<trainedCount`, and averaging and saving are flat loops over the whole.
public struct ParameterLayout: Sendable, Equatable {
    /// What a tensor is, which decides its initial value, its decay and its order in memory.
    public enum Kind: Sendable {
        /// A convolution's kernels: OIHW in files (PyTorch), HWIO in memory (the GEMM's right-hand matrix).
        case kernel
        /// A dense layer's matrix: (out, in) in both.
        case matrix
        /// A bias, or batch norm's shift: starts at 0, is not decayed.
        case bias
        /// Batch norm's scale: starts at 1, is not decayed.
        case scale
        /// A running mean: not trained, starts at 0.
        case runningMean
        /// A running variance: not trained, starts at 1.
        case runningVariance

        var isTrained: Bool { self != .runningMean && self != .runningVariance }
        var isDecayed: Bool { self == .kernel || self == .matrix }
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

    func offset(_ name: String) -> Int {
        guard let entry = entry(name) else { preconditionFailure("no tensor is named \(name)") }
        return entry.offset
    }

    /// One tensor of `block` in the file's order.
    public func fileValues(of entry: Entry, in block: [Float]) -> [Float] {
        let memory = block[entry.range]
        guard entry.kind == .kernel else { return Array(memory) }
        var file = [Float](repeating: 0, count: entry.count)
        entry.forEachKernelWeight { inFile, inMemory in file[inFile] = memory[entry.offset + inMemory] }
        return file
    }

    /// Writes one tensor, given in the file's order, to its place in `block`.
    public func setFileValues(_ values: [Float], of entry: Entry, in block: inout [Float]) {
        precondition(
            values.count == entry.count, "\(entry.name) has \(entry.count) values, not \(values.count)")
        guard entry.kind == .kernel else { return block.replaceSubrange(entry.range, with: values) }
        entry.forEachKernelWeight { inFile, inMemory in block[entry.offset + inMemory] = values[inFile] }
    }
}

extension ParameterLayout.Entry {
    /// Pairs the OIHW index of every kernel weight with its HWIO index.
    fileprivate func forEachKernelWeight(_ body: (_ inFile: Int, _ inMemory: Int) -> Void) {
        let (outputs, inputs, height, width) = (shape[0], shape[1], shape[2], shape[3])
        var inFile = 0
        for o in 0..<outputs {
            for i in 0..<inputs {
                for y in 0..<height {
                    for x in 0..<width {
                        body(inFile, ((y * width + x) * inputs + i) * outputs + o)
                        inFile += 1
                    }
                }
            }
        }
    }
}
