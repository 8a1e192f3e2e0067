import Files

/// The named tensors of someone's file, whatever its format; its content tells which.
struct WeightFile {
    private(set) var tensors: [String: TensorView]

    init(path: String, limits: ImportLimits = .standard) throws(ImportError) {
        let bytes: [UInt8]
        do throws(UnreadableFile) {
            bytes = try FileChunks.contents(of: path, limit: limits.bytes)
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
        try self.init(bytes, limits: limits)
    }

    init(_ bytes: [UInt8], limits: ImportLimits = .standard) throws(ImportError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
        if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
            tensors = try Self.archivedTensors(bytes, limits)
        } else if Self.isLegacyPyTorch(bytes) {
            throw .legacyPyTorch
        } else if bytes.dropFirst(8).first == UInt8(ascii: "{") {
            tensors = try SafeTensorsFile.tensors(of: bytes)
        } else {
            throw .unknownFormat
        }
    }

    private static func archivedTensors(
        _ bytes: [UInt8], _ limits: ImportLimits
    ) throws(ImportError) -> [String: TensorView] {
        let archive: ZipArchive
        do throws(ZipError) {
            archive = try ZipArchive(bytes, limit: limits.bytes)
        } catch {
            throw .badZip(error)
        }
        if let folder = PyTorchFile.folder(of: archive) {
            return try PyTorchFile(archive, folder: folder, limits: limits).tensors
        }
        guard NumPyArchive.isArchive(archive) else { throw .unknownFormat }
        return try NumPyArchive.tensors(of: archive)
    }

    /// Before 1.6, a file was several pickles in a row, the first of which is a certain number of ten bytes.
    private static func isLegacyPyTorch(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [
            0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19,
        ])
    }
}

// MARK: Names

extension WeightFile {
    /// What wrappers put before every name: DataParallel, torch.compile.
    private static let wrappers = ["module.", "_orig_mod."]

    /// Takes off what a wrapper put before every name, however many there are.
    mutating func unwrap() {
        while let prefix = Self.wrappers.first(where: { prefix in
            !tensors.isEmpty && tensors.keys.allSatisfy { $0.hasPrefix(prefix) }
        }) {
            tensors = tensors.reduce(into: [:]) { $0[String($1.key.dropFirst(prefix.count))] = $1.value }
        }
    }

    /// Renames layers, with all of their tensors, or tensors.
    ///
    /// - Throws: `ImportError.idleRename` where there is nothing of an old name, `.ambiguousRename` where two tensors
    ///   would have one.
    mutating func rename(_ renames: [(old: String, new: String)]) throws(ImportError) {
        for (old, new) in renames
        where !tensors.keys.contains(where: { $0 == old || $0.hasPrefix(old + ".") }) {
            throw .idleRename("\(old)=\(new)", tensors: tensors.keys.sorted())
        }
        var renamed: [String: TensorView] = [:]
        for (name, tensor) in tensors {
            let rename = renames.first { name == $0.old || name.hasPrefix($0.old + ".") }
            let newName = rename.map { $0.new + name.dropFirst($0.old.count) } ?? name
            guard renamed.updateValue(tensor, forKey: newName) == nil else {
                throw .ambiguousRename(renames.map { "\($0.old)=\($0.new)" }.joined(separator: " "))
            }
        }
        tensors = renamed
    }
}
