import DigitModel

/// A format that a checkpoint can be written in for others to read.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// A graph with its weights, for ONNX Runtime and its like.
    case onnx
    /// A PyTorch state_dict.
    case pt
    /// A NumPy archive of the same tensors.
    case npz

    /// The format that a file's name ends with, if it is one of them.
    public init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        let ending = path[path.index(after: dot)...].lowercased()
        self.init(rawValue: ending == "pth" ? "pt" : ending)
    }
}
