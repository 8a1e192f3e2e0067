import Glibc

/// The four files of the MNIST database, and what is known of each beforehand.
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

    /// Rows and columns of an item; none for a label, which is one number.
    var itemShape: [Int] {
        switch self {
        case .trainImages, .testImages: [28, 28]
        case .trainLabels, .testLabels: []
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

    /// The most bytes that are read of it, uncompressed.
    var byteLimit: Int { 4 + 4 * (1 + itemShape.count) + itemLimit * itemShape.reduce(1, *) }

    /// MNIST's own content: compressing it again changes nothing here.
    var published: PublishedContent {
        switch self {
        case .trainImages:
            PublishedContent(
                size: 47_040_016,
                digest: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db")
        case .trainLabels:
            PublishedContent(
                size: 60_008, digest: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")
        case .testImages:
            PublishedContent(
                size: 7_840_016,
                digest: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7")
        case .testLabels:
            PublishedContent(
                size: 10_008, digest: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")
        }
    }

    /// Its path in `directory` under the first customary name there is, plain before `.gz`; nil if none.
    func locate(in directory: String) -> String? {
        (names + names.map { $0 + ".gz" }).lazy
            .map { directory + "/" + $0 }
            .first { unsafe access($0, F_OK) == 0 }
    }
}

/// What a file must be, uncompressed.
struct PublishedContent: Sendable {
    /// Bytes.
    let size: Int
    /// SHA-256, 64 hexadecimal digits.
    let digest: String
}
