import Training

/// What a page calls the classes.
struct ClassNames {
    private let labels: [String]

    /// Whether the classes are more than numbers, and need a key where only numbers have room.
    let areNamed: Bool

    init(_ evaluation: Evaluation) {
        labels = evaluation.classLabels
        areNamed = evaluation.hasNamedClasses
    }

    /// One class: `7` or `Sneaker`.
    subscript(_ index: Int) -> String { labels[index] }

    /// One class with its number, where that is another: `7` or `7 Sneaker`.
    func numbered(_ index: Int) -> String { areNamed ? "\(index) \(labels[index])" : labels[index] }

    /// What a class is.
    var noun: String { areNamed ? "class" : "digit" }
}
