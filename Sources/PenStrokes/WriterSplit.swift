/// Digits cut in two by who drew them, so that what is chosen by is by hands that were not learnt from.
///
/// Every third writer, in the order of their numbers, is kept apart: of 30, the third, sixth and so on, ten in all. No
/// seed is involved, so that all runs, and whoever measures them, keep the same writers apart.
public struct WriterSplit: Sendable, Equatable {
    /// Digits to learn from, in the order given.
    public let training: [PenDigit]
    /// Digits to choose by, in the order given; by nobody who drew one of `training`.
    public let validation: [PenDigit]

    /// With fewer, nobody would be kept apart.
    public static let fewestWriters = 3

    /// Cuts digits of any order, by any number of writers.
    public init(_ digits: [PenDigit]) {
        let writers = Set(digits.map(\.writer)).sorted()
        let apart = Set(writers.enumerated().filter { $0.offset % 3 == 2 }.map(\.element))
        training = digits.filter { !apart.contains($0.writer) }
        validation = digits.filter { apart.contains($0.writer) }
    }
}
