import Glibc
import Neural

/// How well a classifier does on labelled images.
public struct Evaluation: Sendable, Equatable, Codable {
    /// One class against the others; 0 where a quotient has no denominator.
    public struct ClassReport: Sendable, Equatable, Codable {
        /// Of the images called this class, the share that is.
        public var precision: Double
        /// Of the images of this class, the share called so.
        public var recall: Double
        /// The harmonic mean of precision and recall.
        public var f1: Double
        /// Images of this class.
        public var support: Int
    }

    /// The share of images named rightly, 0 to 1.
    public var accuracy: Double
    /// Images evaluated.
    public var count: Int
    /// The mean cross-entropy of the probabilities that are served, in nats.
    public var loss: Double
    /// The expected calibration error over 15 equal bins of confidence (Guo and others 2017), 0 to 1.
    public var ece: Double
    /// The bins that `ece` is made of.
    public var reliability: Reliability
    /// What the classes are, in the order of the logits.
    public var classLabels: [String]
    /// One report for each class.
    public var perClass: [ClassReport]
    /// (classes, classes): rows are labels, columns answers.
    public var confusionMatrix: [[Int]]

    /// Whether the classes have names that are more than their places: those of the digits are not.
    public var hasNamedClasses: Bool { classLabels != classLabels.indices.map(String.init) }

    enum CodingKeys: String, CodingKey {
        case accuracy, count, loss, ece, reliability
        case classLabels = "class_labels"
        case perClass = "per_class"
        case confusionMatrix = "confusion_matrix"
    }

    /// Judges logits, one list for each image, softened by the temperature that is served; classes are numbered.
    public init(logits: [[Float]], labels: [Int], classes: Int, temperature: Float) {
        self.init(
            probabilities: logits.map { softmax($0, temperature: temperature) }, labels: labels,
            classLabels: (0..<classes).map(String.init))
    }

    /// Judges probabilities, one list for each image.
    public init(probabilities rows: [[Float]], labels: [Int], classLabels: [String]) {
        precondition(rows.count == labels.count, "every image has a label")
        self.classLabels = classLabels
        let classes = classLabels.count
        var confusion = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        var loss = 0.0
        var reliability = Reliability()
        for (probabilities, label) in zip(rows, labels) {
            let answer = argmax(probabilities)
            confusion[label][answer] += 1
            loss -= log(max(Double(probabilities[label]), 1e-30))
            reliability.add(confidence: probabilities[answer], isCorrect: answer == label)
        }
        let total = max(1, Double(labels.count))
        count = labels.count
        accuracy = Double(confusion.indices.reduce(0) { $0 + confusion[$1][$1] }) / total
        self.loss = loss / total
        ece = reliability.expectedCalibrationError
        self.reliability = reliability
        confusionMatrix = confusion
        perClass = confusion.indices.map { label in
            let hits = Double(confusion[label][label])
            let support = confusion[label].reduce(0, +)
            let called = confusion.reduce(0) { $0 + $1[label] }
            let precision = called > 0 ? hits / Double(called) : 0
            let recall = support > 0 ? hits / Double(support) : 0
            let f1 = hits > 0 ? 2 * precision * recall / (precision + recall) : 0
            return ClassReport(precision: precision, recall: recall, f1: f1, support: support)
        }
    }
}
