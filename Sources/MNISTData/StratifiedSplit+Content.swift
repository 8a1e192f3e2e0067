extension StratifiedSplit {
    /// Takes the share of each class whose pixels' SHA-256 comes first: the same images are on the same side whatever
    /// their order, and copies of an image on one side.
    ///
    /// A larger share holds every smaller one. A class of one image stays in `training`.
    ///
    /// - Precondition: `validationShare` is in `0...1`.
    init(of images: LabelledImages, validationShare: Double) {
        precondition((0...1).contains(validationShare), "a share")
        let digests = (0..<images.count).map { index in
            var hasher = SHA256Digest.Hasher()
            hasher.update(Array(images.pixels[images.pixelRange(of: index)]))
            return hasher.finish().hexadecimal
        }
        var training: [Int] = []
        var validation: [Int] = []
        for label in Set(images.labels) {
            let members = images.labels.indices.filter { images.labels[$0] == label }
                .sorted { (digests[$0], $0) < (digests[$1], $1) }
            var count = Int((Double(members.count) * validationShare).rounded())
            // Copies of the last one taken are taken too.
            while count > 0, count < members.count, digests[members[count]] == digests[members[count - 1]] {
                count += 1
            }
            validation += members.prefix(count)
            training += members.dropFirst(count)
        }
        self.init(training: training.sorted(), validation: validation.sorted())
    }
}
