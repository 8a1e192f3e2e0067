/// Collects the steps of a normalisation for who wants to see them; for all others it costs a test a step.
struct NormalizationTrace {
    private let isWanted: Bool
    private var planes: [NormalizationStep.Name: Plane<UInt8>] = [:]

    /// - Parameter isWanted: whether steps are kept.
    init(isWanted: Bool) { self.isWanted = isWanted }

    /// Keeps a step, in place of an earlier one of that name.
    mutating func record(_ name: NormalizationStep.Name, _ plane: @autoclosure () -> Plane<UInt8>) {
        if isWanted { planes[name] = plane() }
    }

    /// What was kept, in the order of the way.
    var steps: [NormalizationStep] {
        NormalizationStep.Name.allCases.compactMap { name in
            planes[name].map { NormalizationStep(name, $0) }
        }
    }
}
