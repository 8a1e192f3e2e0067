import Training

extension Evaluation {
    /// Images that are read rightly.
    var rightCount: Int { confusionMatrix.indices.reduce(0) { $0 + confusionMatrix[$1][$1] } }

    /// Images that are read wrongly.
    var errorCount: Int { count - rightCount }
}
