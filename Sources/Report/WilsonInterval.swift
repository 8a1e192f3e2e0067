/// Between which shares the true one lies with 95 % confidence, given some trials (Wilson 1927, "Probable inference,
/// the law of succession, and statistical inference").
struct WilsonInterval: Equatable {
    let lower: Double
    let upper: Double

    /// - Precondition: there is at least one trial.
    init(hits: Int, trials: Int) {
        precondition(trials > 0 && (0...trials).contains(hits), "a share of something")
        let (n, p, z) = (Double(trials), Double(hits) / Double(trials), 1.959964)
        let centre = p + z * z / (2 * n)
        let reach = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        lower = max(0, (centre - reach) / (1 + z * z / n))
        upper = min(1, (centre + reach) / (1 + z * z / n))
    }
}
