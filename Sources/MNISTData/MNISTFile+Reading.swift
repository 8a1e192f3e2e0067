import Files

extension MNISTFile {
    /// Reads and checks this file of a folder, plain or gzipped, which is to be of `dataset`.
    ///
    /// What another tool made may stand in a set's place, but no public set in another's: that is a mistaken folder.
    ///
    /// - Throws: `IDXError`, `GzipError` or `UnreadableFile`.
    func read(in directory: String, as dataset: PublicDataset) throws -> (path: String, content: IDXContent) {
        guard let path = try locate(in: directory) else {
            throw IDXError.notFound(directory: directory, name: name)
        }
        var parser = IDXParser(file: path, itemRank: itemRank, itemLimit: itemLimit)
        let compressedFile = try Self.unpack(path) { try parser.append($0) }
        let content = try parser.finish()
        let digests = FileDigests(content: content.digest, compressedFile: compressedFile)
        if let actual = PublicDataset.holding(self, with: digests), actual != dataset {
            throw IDXError.otherDataset(file: path, expected: dataset.title, actual: actual.title)
        }
        return (path, content)
    }

    /// What a file, plain or gzipped, is recognised by, whatever it holds.
    ///
    /// - Throws: `GzipError` or `UnreadableFile`.
    static func digests(of path: String) throws -> FileDigests {
        var hasher = SHA256Digest.Hasher()
        let compressedFile = try unpack(path) { hasher.update($0) }
        return FileDigests(content: hasher.finish(), compressedFile: compressedFile)
    }

    /// Hands on the content of a file, plain or gzipped, in pieces.
    ///
    /// - Returns: the digest of the file itself where it is compressed.
    /// - Throws: `GzipError`, `UnreadableFile` or what `emit` throws.
    private static func unpack(
        _ path: String, emit: ([UInt8]) throws -> Void
    ) throws -> SHA256Digest? {
        guard path.hasSuffix(".gz") else {
            try FileChunks.forEach(of: path, emit)
            return nil
        }
        var decoder = try GzipDecoder(file: path, limit: IDXParser.byteLimit)
        var hasher = SHA256Digest.Hasher()
        try FileChunks.forEach(of: path) { piece in
            hasher.update(piece)
            try decoder.decode(piece, emit: emit)
        }
        try decoder.finish()
        return hasher.finish()
    }
}
