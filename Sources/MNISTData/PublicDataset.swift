/// A data set that anyone may download, whose files are known by their digests.
public enum PublicDataset: String, CaseIterable, Sendable {
    /// Handwritten digits (LeCun, Cortes and Burges 1998).
    case mnist
    /// Zalando's articles of clothing, made to stand in MNIST's place (Xiao, Rasul and Vollgraf 2017).
    case fashion

    /// What people call it.
    public var title: String {
        switch self {
        case .mnist: "MNIST"
        case .fashion: "Fashion-MNIST"
        }
    }

    /// What the classes 0 to 9 are.
    public var classNames: [String] {
        switch self {
        case .mnist: (0...9).map(String.init)
        case .fashion:
            [
                "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                "Ankle boot",
            ]
        }
    }

    /// The customary public mirrors: folders on the web.
    public var mirrors: [String] {
        switch self {
        case .mnist:
            [
                "https://ossci-datasets.s3.amazonaws.com/mnist/",
                "https://storage.googleapis.com/cvdf-datasets/mnist/",
            ]
        case .fashion:
            [
                "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            ]
        }
    }

    /// What each of its files must be.
    func published(_ file: MNISTFile) -> PublishedContent {
        switch self {
        case .mnist: Self.publishedMNIST(file)
        case .fashion: Self.publishedFashion(file)
        }
    }

    /// MNIST's own content: compressing it again changes nothing here.
    private static func publishedMNIST(_ file: MNISTFile) -> PublishedContent {
        switch file {
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

    /// The digests of the `.gz` files as they are published, which every mirror sends unchanged: those that
    /// TensorFlow Datasets (`url_checksums/fashion_mnist.txt`) and Flux.jl (`src/data/fashion-mnist.jl`) ask for.
    private static func publishedFashion(_ file: MNISTFile) -> PublishedContent {
        let digest =
            switch file {
            case .trainImages: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"
            case .trainLabels: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"
            case .testImages: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"
            case .testLabels: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"
            }
        return PublishedContent(
            size: publishedMNIST(file).size, digest: digest, digested: .compressedFile)
    }
}
