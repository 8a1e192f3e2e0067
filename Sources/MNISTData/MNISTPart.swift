/// How much of the database is wanted.
public enum MNISTPart: Sendable {
    /// Training and test images.
    case whole
    /// The 10,000 test images alone.
    case test

    var files: [MNISTFile] {
        switch self {
        case .whole: MNISTFile.allCases
        case .test: [.testImages, .testLabels]
        }
    }
}
