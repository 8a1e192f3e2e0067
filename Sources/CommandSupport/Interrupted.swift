/// A signal ended the work, which was given up or put by in good order; the command leaves with 128 and its number.
public struct Interrupted: Error, Equatable {
    public let signal: Int32

    public init(signal: Int32) {
        self.signal = signal
    }
}
