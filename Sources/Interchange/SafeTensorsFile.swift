import DigitModel
import FoundationEssentials

/// A safetensors file of anyone's making: tensors of any type, unlike a checkpoint's.
enum SafeTensorsFile {
    private struct Info: Decodable {
        let dtype: String
        let shape: [Int]
        let offsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case offsets = "data_offsets"
        }
    }

    /// The values of the header: tensors but for `__metadata__`.
    private enum Member: Decodable {
        case tensor(Info)
        case metadata

        init(from decoder: any Decoder) throws {
            self =
                decoder.codingPath.last?.stringValue == "__metadata__"
                ? .metadata : .tensor(try Info(from: decoder))
        }
    }

    static func tensors(of bytes: [UInt8]) throws(ImportError) -> [String: TensorView] {
        var cursor = ByteCursor(bytes[...])
        guard let length = cursor.integer(UInt64.self) else {
            throw .notSafeTensors(.truncated(expected: 8, actual: bytes.count))
        }
        guard let count = Int(exactly: length), let text = cursor.bytes(count) else {
            throw .notSafeTensors(.headerTooLong(length))
        }
        let members: [String: Member]
        do {
            members = try JSONDecoder().decode([String: Member].self, from: Data(text))
        } catch {
            throw .notSafeTensors(.badHeader(String(describing: error)))
        }
        var tensors: [String: TensorView] = [:]
        // By name, so that of two bad tensors the same one is always told.
        for case (let name, .tensor(let info)) in members.sorted(by: { $0.key < $1.key }) {
            guard let type = ElementType(safeTensors: info.dtype) else {
                throw .unknownElementType(tensor: name, type: info.dtype)
            }
            guard info.offsets.count == 2, info.offsets[0] >= 0, info.offsets[0] <= info.offsets[1],
                info.offsets[1] <= cursor.rest.count
            else { throw .notSafeTensors(.badOffsets(tensor: name, offsets: info.offsets)) }
            let start = cursor.rest.startIndex
            let content = cursor.rest[start + info.offsets[0]..<start + info.offsets[1]]
            guard let view = TensorView(contiguous: type, shape: info.shape, bytes: content) else {
                throw .notSafeTensors(
                    .sizeMismatch(tensor: name, shape: info.shape, bytes: content.count))
            }
            tensors[name] = view
        }
        return tensors
    }
}
