import ArgumentParser

/// A duration as an option has it: seconds, 0 to 3600, with or without a fraction.
struct Seconds: LosslessStringConvertible, ExpressibleByArgument, Sendable {
    let duration: Duration

    init(_ duration: Duration) {
        self.duration = duration
    }

    init?(_ description: String) {
        guard let seconds = Double(description), (0...3600).contains(seconds) else { return nil }
        duration = .seconds(seconds)
    }

    var description: String { "\(duration / .seconds(1))" }
}
