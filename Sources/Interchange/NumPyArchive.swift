import DigitModel
import Neural

/// A file of `numpy.savez`: a zip archive of arrays, each under its name with `.npy` behind.
enum NumPyArchive {
    private static let suffix = ".npy"

    /// Whether the archive is NumPy's.
    static func isArchive(_ archive: ZipArchive) -> Bool {
        !archive.names.isEmpty && archive.names.allSatisfy { $0.hasSuffix(suffix) }
    }

    static func tensors(of archive: ZipArchive) throws(ImportError) -> [String: TensorView] {
        var tensors: [String: TensorView] = [:]
        for entry in archive.names {
            let content: ArraySlice<UInt8>
            do throws(ZipError) {
                content = try archive.content(of: entry)
            } catch {
                throw .badZip(error)
            }
            do throws(NumPyError) {
                tensors[String(entry.dropLast(suffix.count))] = try NumPyArray.view(of: content)
            } catch {
                throw .badArray(entry: entry, error)
            }
        }
        return tensors
    }

    /// A checkpoint's tensors under their names.
    static func encoded(_ checkpoint: Checkpoint) -> [UInt8] {
        let layout = checkpoint.architecture.layout
        var archive = ZipWriter()
        for entry in layout.entries {
            let values = layout.fileValues(of: entry, in: checkpoint.parameters)
            archive.append(entry.name + suffix, NumPyArray.encoded(shape: entry.shape, values: values))
        }
        return archive.finished()
    }
}
