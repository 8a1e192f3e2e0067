/// A format of weights that is no checkpoint, but that people have.
public enum ForeignFormat: Sendable {
    /// What `inkling-train import` reads: a PyTorch file or a NumPy archive.
    case importable
    /// A graph for ONNX Runtime and its like, which nothing here reads.
    case onnx

    /// What a file that is no safetensors file is by its content or its name, if it is any of these.
    init?(of bytes: [UInt8], named path: String) {
        // Both of today's are zip archives; before PyTorch 1.6 there was a pickle, whose second byte is its version.
        if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) || bytes.starts(with: [0x80, 0x02]) {
            self = .importable
            return
        }
        switch path[(path.lastIndex(of: ".") ?? path.endIndex)...].lowercased() {
        case ".pt", ".pth", ".npz": self = .importable
        case ".onnx": self = .onnx
        default: return nil
        }
    }

    /// What it is and what to do, in words that go on from "it is ".
    func words(for path: String) -> String {
        switch self {
        case .importable:
            "of PyTorch or NumPy; make a checkpoint of it: inkling-train import --input \(path)"
                + " --architecture NAME --output FILE.safetensors"
        case .onnx:
            "an ONNX graph, which is not read; inkling-train import makes a checkpoint of the PyTorch or NumPy file"
                + " that the graph was made of"
        }
    }
}
