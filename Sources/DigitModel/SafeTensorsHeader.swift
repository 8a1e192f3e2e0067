/// The JSON header of a safetensors file: `__metadata__`, and every tensor's type, shape and place.
struct SafeTensorsHeader: Codable {
    struct TensorInfo: Codable {
        var dtype: String
        var shape: [Int]
        var dataOffsets: [Int]

        var begin: Int { dataOffsets.first ?? 0 }
        var end: Int { dataOffsets.last ?? 0 }

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case dataOffsets = "data_offsets"
        }
    }

    var metadata: [String: String]
    var tensors: [String: TensorInfo]

    private struct Key: CodingKey {
        static let metadata = Key(stringValue: "__metadata__")
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(metadata: [String: String], tensors: [String: TensorInfo]) {
        self.metadata = metadata
        self.tensors = tensors
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        metadata = try container.decodeIfPresent([String: String].self, forKey: .metadata) ?? [:]
        tensors = [:]
        // By name, so that of two bad tensors the same one is always told.
        for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue })
        where key.stringValue != Key.metadata.stringValue {
            tensors[key.stringValue] = try container.decode(TensorInfo.self, forKey: key)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(metadata, forKey: .metadata)
        for (name, info) in tensors { try container.encode(info, forKey: Key(stringValue: name)) }
    }
}
