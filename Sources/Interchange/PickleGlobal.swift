/// The only names that a pickle may import here, each for what it means rather than what it is: nothing is looked up,
/// nothing is called.
enum PickleGlobal: Equatable {
    case orderedDictionary
    case rebuildTensor
    case rebuildParameter
    case size
    case storage(ElementType)

    init?(module: String, name: String) {
        switch (module, name) {
        case ("collections", "OrderedDict"): self = .orderedDictionary
        case ("torch._utils", "_rebuild_tensor_v2"): self = .rebuildTensor
        case ("torch._utils", "_rebuild_parameter"): self = .rebuildParameter
        case ("torch", "Size"): self = .size
        case ("torch", let name):
            guard let type = ElementType(torchStorage: name) else { return nil }
            self = .storage(type)
        default: return nil
        }
    }
}
