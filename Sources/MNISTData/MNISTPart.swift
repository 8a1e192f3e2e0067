/// How much of a data set is wanted.
public enum MNISTPart: Sendable {
    /// Training and test images.
    case whole
    /// The training images alone.
    case train
    /// The test images alone.
    case test

    var files: [MNISTFile] {
        switch self {
        case .whole: MNISTFile.allCases
        case .train: [.trainImages, .trainLabels]
        case .test: [.testImages, .testLabels]
        }
    }
}
