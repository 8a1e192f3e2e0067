public import FoundationEssentials
public import Neural

/// Named tensors of float32, float16 or int8 and text metadata in the safetensors format (huggingface.co/docs/safetensors): eight bytes
/// of header length, a JSON header, then the tensors' bytes, little-endian, without gaps.
public struct SafeTensors: Sendable, Equatable {
    /// A tensor: its shape and its values, row-major, every one a number that `format` holds exactly.
    public struct Tensor: Sendable, Equatable {
        public var shape: [Int]
        public var values: [Float]
        public var format: WeightFormat

        public init(shape: [Int], values: [Float], format: WeightFormat = .float32) {
            precondition(shape.reduce(1, *) == values.count, "the values do not fill the shape")
            self.shape = shape
            self.values = values
            self.format = format
        }
    }

    public var tensors: [(name: String, tensor: Tensor)]
    public var metadata: [String: String]

    public init(tensors: [(name: String, tensor: Tensor)], metadata: [String: String]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    public subscript(name: String) -> Tensor? {
        tensors.first { $0.name == name }?.tensor
    }

    public static func == (a: SafeTensors, b: SafeTensors) -> Bool {
        a.metadata == b.metadata && a.tensors.elementsEqual(b.tensors) { $0 == $1 }
    }

    /// The longest header that is read: as in the format's own library.
    static let headerLimit = 100_000_000

    /// Reads a file's bytes.
    ///
    /// - Throws: `SafeTensorsError` for anything but an exact file of finite tensors of those types.
    public init(decoding bytes: [UInt8]) throws(SafeTensorsError) {
        guard bytes.count >= 8 else { throw .truncated(expected: 8, actual: bytes.count) }
        let length = bytes[0..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(Self.headerLimit) else { throw .headerTooLong(length) }
        let start = 8 + Int(length)
        guard bytes.count >= start else { throw .truncated(expected: start, actual: bytes.count) }
        let header: SafeTensorsHeader
        do {
            header = try JSONDecoder().decode(SafeTensorsHeader.self, from: Data(bytes[8..<start]))
        } catch {
            throw .badHeader(String(describing: error))
        }
        metadata = header.metadata
        tensors = []
        var next = 0
        // By the end too: a tensor without values begins where its neighbour does.
        let places = header.tensors.sorted {
            ($0.value.begin, $0.value.end, $0.key) < ($1.value.begin, $1.value.end, $1.key)
        }
        for (name, info) in places {
            let (format, range) = try Self.place(
                of: name, info, from: next, available: bytes.count - start)
            next = range.upperBound
            let content = bytes[(start + range.lowerBound)..<(start + next)]
            tensors.append((name, try Self.tensor(name, info, format, content)))
        }
        guard start + next == bytes.count else { throw .trailingBytes(bytes.count - start - next) }
    }

    /// The type of a tensor and the bytes that it takes, which start where the one before it ended.
    private static func place(
        of name: String, _ info: SafeTensorsHeader.TensorInfo, from next: Int, available: Int
    ) throws(SafeTensorsError) -> (WeightFormat, Range<Int>) {
        guard let format = WeightFormat(dtype: info.dtype) else {
            throw .unknownType(tensor: name, dtype: info.dtype)
        }
        var count = 1
        for dimension in info.shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, !overflow else { throw .badShape(tensor: name, shape: info.shape) }
            count = product
        }
        guard info.dataOffsets.count == 2, info.begin <= info.end, info.begin >= 0 else {
            throw .badOffsets(tensor: name, offsets: info.dataOffsets)
        }
        guard info.end <= available else { throw .truncated(expected: info.end, actual: available) }
        guard info.begin == next else {
            throw info.begin < next ? .overlapping(tensor: name) : .gap(before: name)
        }
        let (size, overflow) = count.multipliedReportingOverflow(by: format.size)
        guard !overflow, info.end - info.begin == size else {
            throw .sizeMismatch(tensor: name, shape: info.shape, bytes: info.end - info.begin)
        }
        return (format, info.begin..<info.end)
    }

    private static func tensor(
        _ name: String, _ info: SafeTensorsHeader.TensorInfo, _ format: WeightFormat,
        _ bytes: ArraySlice<UInt8>
    ) throws(SafeTensorsError) -> Tensor {
        var values: [Float] = []
        values.reserveCapacity(bytes.count / format.size)
        for i in stride(from: bytes.startIndex, to: bytes.endIndex, by: format.size) {
            let value = format.value(bytes[i..<(i + format.size)])
            guard value.isFinite else { throw .notFinite(tensor: name, index: values.count) }
            values.append(value)
        }
        return Tensor(shape: info.shape, values: values, format: format)
    }

    /// The bytes of the file; the header is padded so that the tensors start at a multiple of eight.
    public func encoded() throws -> Data {
        var header = SafeTensorsHeader(metadata: metadata, tensors: [:])
        var end = 0
        for (name, tensor) in tensors {
            let begin = end
            end += tensor.format.size * tensor.values.count
            header.tensors[name] = .init(
                dtype: tensor.format.dtype, shape: tensor.shape, dataOffsets: [begin, end])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var text = try encoder.encode(header)
        text.append(contentsOf: [UInt8](repeating: 0x20, count: (8 - text.count % 8) % 8))
        var file = Data(capacity: 8 + text.count + end)
        for shift in stride(from: 0, to: 64, by: 8) {
            file.append(UInt8(truncatingIfNeeded: text.count >> shift))
        }
        file.append(text)
        for (_, tensor) in tensors {
            for value in tensor.values { tensor.format.append(value, to: &file) }
        }
        return file
    }
}
