/// What a pickle of tensors is made of.
///
/// Containers are numbers of places in the machine's heap, not values in values: a pickle can nest them a million deep
/// or into themselves, and nothing here ever follows them further than one knows.
enum PickleValue: Equatable {
    case none
    case boolean(Bool)
    case integer(Int)
    case text(String)
    /// A number or a run of bytes that no tensor needs.
    case other
    case tuple(Int)
    case list(Int)
    /// Keys and values in turn.
    case dictionary(Int)
    case global(PickleGlobal)
    case storage(PickledStorage)
    case tensor(PickledTensor)
}

/// What a pickle says of a storage: the record that holds its elements, and how many of them.
struct PickledStorage: Equatable {
    let type: ElementType
    let key: String
    let count: Int
}

/// What a pickle says of a tensor: where its elements lie in a storage.
struct PickledTensor: Equatable {
    let storage: PickledStorage
    let offset: Int
    let shape: [Int]
    let strides: [Int]
}

/// A pickle's value, and the containers that it is made of.
struct PickledObject {
    let value: PickleValue
    let heap: [[PickleValue]]

    /// The text keys of a dictionary with their values, a later one replacing an earlier; nil if it is none.
    func entries(of value: PickleValue) -> [String: PickleValue]? {
        guard case .dictionary(let place) = value else { return nil }
        let items = heap[place]
        return stride(from: 0, to: items.count, by: 2).reduce(into: [:]) { entries, index in
            if case .text(let key) = items[index] { entries[key] = items[index + 1] }
        }
    }
}
