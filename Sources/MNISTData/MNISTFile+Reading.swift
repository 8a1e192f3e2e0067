import Files

extension MNISTFile {
    /// Reads and checks this file of a folder, plain or gzipped, which is to be of `dataset`.
    ///
    /// What another tool made may stand in MNIST's place, but MNIST in no other's: that is a mistaken folder.
    ///
    /// - Throws: `IDXError`, `GzipError` or `UnreadableFile`.
    func read(in directory: String, as dataset: PublicDataset) throws -> (path: String, content: IDXContent) {
        guard let path = try locate(in: directory) else {
            throw IDXError.notFound(directory: directory, name: name)
        }
        var parser = IDXParser(file: path, itemRank: itemRank, itemLimit: itemLimit)
        if path.hasSuffix(".gz") {
            var decoder = try GzipDecoder(file: path, limit: IDXParser.byteLimit)
            try FileChunks.forEach(of: path) { piece in
                try decoder.decode(piece) { try parser.append($0) }
            }
            try decoder.finish()
        } else {
            try FileChunks.forEach(of: path) { try parser.append($0) }
        }
        let content = try parser.finish()
        let isMNIST = content.digest.hexadecimal == PublicDataset.mnist.published(self).digest
        if isMNIST, dataset != .mnist {
            throw IDXError.otherDataset(
                file: path, expected: dataset.title, actual: PublicDataset.mnist.title)
        }
        return (path, content)
    }
}
