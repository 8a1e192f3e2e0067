extension MNISTFile {
    /// Reads and checks this file of a folder, plain or gzipped.
    ///
    /// - Throws: `IDXError` or `GzipError`.
    func read(in directory: String) throws -> (path: String, content: IDXContent) {
        guard let path = locate(in: directory) else {
            throw IDXError.notFound(directory: directory, name: name)
        }
        var parser = IDXParser(file: path, itemShape: itemShape, itemLimit: itemLimit)
        if path.hasSuffix(".gz") {
            var decoder = try GzipDecoder(file: path, limit: byteLimit)
            try FileChunks.forEach(of: path) { piece in
                try decoder.decode(piece) { try parser.append($0) }
            }
            try decoder.finish()
        } else {
            try FileChunks.forEach(of: path) { try parser.append($0) }
        }
        return (path, try parser.finish())
    }
}
