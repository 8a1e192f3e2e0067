import Neural

/// A quantisation in a file: the convention that `Quantization` describes.
extension Quantization {
    /// Reads the scales of every kernel and matrix; nil where the file says nothing of a quantisation.
    init?(decoding file: SafeTensors, layout: ParameterLayout) throws(CheckpointError) {
        let key = CheckpointMetadata.Key.quantization.rawValue
        guard let value = file.metadata[key] else { return nil }
        switch WeightFormat(rawValue: value) {
        case .float16: self = .float16
        case .int8:
            var scales: [String: [Float]] = [:]
            for entry in layout.entries where entry.kind.isDecayed {
                scales[entry.name] = try Self.scales(of: entry, in: file)
            }
            self = .int8(scales: scales)
        case .float32, nil: throw .badMetadata(key: key, value: value)
        }
    }

    /// One tensor's scales, after a look at its numbers: -128 has no opposite.
    private static func scales(
        of entry: ParameterLayout.Entry, in file: SafeTensors
    ) throws(CheckpointError) -> [Float] {
        let numbers = try file.tensor(entry.name, shape: entry.shape, .int8)
        if let index = numbers.values.firstIndex(where: { $0 < -largest }) {
            throw .asymmetric(tensor: entry.name, index: index)
        }
        let name = scaleName(of: entry.name)
        let scales = try file.tensor(name, shape: [entry.shape[0]], .float32).values
        if let index = scales.firstIndex(where: { !($0 > 0 && (largest * $0).isFinite) }) {
            throw .badScale(tensor: name, index: index, value: scales[index])
        }
        return scales
    }

    /// The names of the tensors that it adds to a network's own.
    var tensorNames: Set<String> {
        switch self {
        case .float16: []
        case .int8(let scales): Set(scales.keys.map(Self.scaleName))
        }
    }

    /// A kernel or matrix as it stands in a file.
    func tensors(
        for weights: [Float], of entry: ParameterLayout.Entry
    ) -> [(name: String, tensor: SafeTensors.Tensor)] {
        let numbers = SafeTensors.Tensor(
            shape: entry.shape, values: numbers(for: weights, of: entry), format: format)
        guard case .int8 = self else { return [(entry.name, numbers)] }
        let scales = scales(of: entry.name, outputs: entry.shape[0])
        return [
            (entry.name, numbers),
            (Self.scaleName(of: entry.name), .init(shape: [scales.count], values: scales)),
        ]
    }
}

extension SafeTensors {
    /// The tensor of that name, which must have that shape and type.
    func tensor(_ name: String, shape: [Int], _ format: WeightFormat) throws(CheckpointError) -> Tensor {
        guard let tensor = self[name] else { throw .missingTensor(name) }
        guard tensor.shape == shape else {
            throw .wrongShape(tensor: name, expected: shape, actual: tensor.shape)
        }
        guard tensor.format == format else {
            throw .wrongType(tensor: name, expected: format, actual: tensor.format)
        }
        return tensor
    }
}
