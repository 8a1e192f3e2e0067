/// Why a pickle is refused.
public enum PickleError: Error, Equatable, CustomStringConvertible {
    case truncated(offset: Int)
    case unknownOpcode(UInt8, offset: Int)
    case forbiddenGlobal(String)
    case forbiddenCall(offset: Int)
    case stackUnderflow(offset: Int)
    case badMemo(offset: Int)
    case badArgument(offset: Int)
    case badTensor(offset: Int)
    case tooLong(limit: Int)

    public var description: String {
        switch self {
        case .truncated(let offset): "its pickle ends in the middle, at byte \(offset)"
        case .unknownOpcode(let opcode, let offset):
            "its pickle has the instruction \(opcode) at byte \(offset), which tensors do not need"
        case .forbiddenGlobal(let name):
            "its pickle names \(name), which is no part of a tensor; nothing of it was run: "
                + "save model.state_dict() alone"
        case .forbiddenCall(let offset):
            "its pickle calls something that makes no tensor, at byte \(offset); nothing of it was run"
        case .stackUnderflow(let offset): "its pickle takes more than there is, at byte \(offset)"
        case .badMemo(let offset): "its pickle recalls what it never kept, at byte \(offset)"
        case .badArgument(let offset): "its pickle has an impossible argument at byte \(offset)"
        case .badTensor(let offset): "its pickle describes no possible tensor at byte \(offset)"
        case .tooLong(let limit): "its pickle is longer than the \(limit) instructions that are read"
        }
    }
}
