extension ContinuousClock.Instant {
    /// Milliseconds from this instant to another, to the microsecond.
    func milliseconds(to end: ContinuousClock.Instant) -> Double {
        (((end - self) / .microseconds(1)).rounded()) / 1000
    }
}
