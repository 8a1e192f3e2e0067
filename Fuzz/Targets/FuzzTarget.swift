/// A road into the product that is fed with any bytes, and what must hold of whatever comes out of it.
///
/// `make fuzz` looks for bytes that break it; the tests replay the bytes that are known.
public struct FuzzTarget: Sendable {
    /// What the command line and the corpus' folder call it.
    public let name: String

    private let check: @Sendable ([UInt8]) throws(Finding) -> Void

    init(name: String, check: @escaping @Sendable ([UInt8]) throws(Finding) -> Void) {
        self.name = name
        self.check = check
    }

    /// Takes the road with these bytes.
    ///
    /// - Throws: `Finding` where something came out that must not; the product's own traps end the process.
    public func run(_ input: [UInt8]) throws(Finding) {
        try check(input)
    }

    /// Every target.
    public static let all = [requests, chunks, bodies, pictures]

    /// The target of that name.
    public static func named(_ name: String) -> FuzzTarget? {
        all.first { $0.name == name }
    }
}

/// What came out of a target that must not.
public struct Finding: Error, Equatable, CustomStringConvertible {
    /// A sentence with the evidence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Throws a finding unless the condition holds.
func require(_ condition: Bool, _ finding: @autoclosure () -> String) throws(Finding) {
    if !condition { throw Finding(finding()) }
}
