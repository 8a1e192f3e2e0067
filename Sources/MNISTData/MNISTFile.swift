/// The four files of MNIST, or of what stands in its place, and what is known of each beforehand.
enum MNISTFile: CaseIterable, Sendable {
    case trainImages, trainLabels, testImages, testLabels

    /// The name under which it is published, less the `.gz`.
    var name: String { names[0] }

    /// The customary names, less the `.gz`: some tools unpack with a dot before `idx`.
    var names: [String] {
        switch self {
        case .trainImages: ["train-images-idx3-ubyte", "train-images.idx3-ubyte"]
        case .trainLabels: ["train-labels-idx1-ubyte", "train-labels.idx1-ubyte"]
        case .testImages: ["t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte"]
        case .testLabels: ["t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte"]
        }
    }

    /// Dimensions of an item: rows and columns, or none for a label, which is one number.
    var itemRank: Int {
        switch self {
        case .trainImages, .testImages: 2
        case .trainLabels, .testLabels: 0
        }
    }

    /// Whether a file of that name, less the `.gz`, is likely this one of another collection's, such as
    /// `emnist-digits-test-labels-idx1-ubyte`.
    func mayBe(called name: String) -> Bool {
        let name = name.lowercased()
        guard name.contains("idx") || name.hasSuffix("ubyte") else { return false }
        let isTraining = name.contains("train")
        let isTest = !isTraining && (name.contains("t10k") || name.contains("test"))
        return switch self {
        case .trainImages: isTraining && name.contains("images")
        case .trainLabels: isTraining && name.contains("labels")
        case .testImages: isTest && name.contains("images")
        case .testLabels: isTest && name.contains("labels")
        }
    }

    /// The most items that are read, by role: the largest sets made to replace MNIST have these counts
    /// (EMNIST Digits for training, QMNIST for testing).
    var itemLimit: Int {
        switch self {
        case .trainImages, .trainLabels: 240_000
        case .testImages, .testLabels: 60_000
        }
    }
}

extension MNISTFile {
    /// Its path in `directory`, plain before `.gz`: under a customary name, else under the only name there that may
    /// be it; nil if there is none, or no such folder.
    ///
    /// - Throws: `IDXError.ambiguous` or `UnreadableFile`.
    func locate(in directory: String) throws -> String? {
        let listing = try FolderListing(directory)
        let present = Set(listing.names)
        if let name = (names + names.map { $0 + ".gz" }).first(where: present.contains) {
            return listing.path(of: name)
        }
        let likely = listing.names.filter { mayBe(called: $0.hasSuffix(".gz") ? String($0.dropLast(3)) : $0) }
        guard let first = likely.first else { return nil }
        // A file and its .gz are one; the plain one is first, being the shorter.
        guard likely.allSatisfy({ $0 == first || $0 == first + ".gz" }) else {
            throw IDXError.ambiguous(directory: directory, name: name, found: likely)
        }
        return listing.path(of: first)
    }

    /// Whether it is in `directory` under a name that only another collection gives it.
    func isForeign(in directory: String) throws -> Bool {
        guard let path = try locate(in: directory) else { return false }
        return !names.contains { path.hasSuffix("/" + $0) || path.hasSuffix("/" + $0 + ".gz") }
    }
}
