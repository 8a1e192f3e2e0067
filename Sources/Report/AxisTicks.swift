import Glibc

/// Round numbers along an axis.
struct AxisTicks: Equatable {
    /// One of them: where it is and how it is written, with as many decimals as its neighbours.
    struct Tick: Equatable {
        let value: Double
        /// Digits after the point that it takes to write it.
        let decimals: Int

        var text: String {
            // A long tail of zeros has no room beside an axis.
            decimals > 5 ? Figures.significant(value, 3) : Figures.fixed(value, decimals)
        }
    }

    let ticks: [Tick]

    /// Multiples of 1, 2 or 5 times a power of ten within the range: as many as there may be, at most `most`.
    static func linear(in range: ClosedRange<Double>, most: Int) -> AxisTicks {
        let span = range.upperBound - range.lowerBound
        guard span > 0, span.isFinite, most > 0 else { return AxisTicks(ticks: []) }
        var exponent = Int(log10(span / Double(most)).rounded(.down)) - 1
        while true {
            for mantissa in [1.0, 2, 5] {
                // Dividing by a power of ten is exact to the last bit where multiplying by its inverse is not.
                let value: (Double) -> Double =
                    exponent < 0
                    ? { $0 * mantissa / power(-exponent) } : { $0 * mantissa * power(exponent) }
                let step = value(1)
                let first = (range.lowerBound / step - 1e-9).rounded(.up)
                let last = (range.upperBound / step + 1e-9).rounded(.down)
                guard last - first < Double(most) else { continue }
                let indices = first <= last ? Array(stride(from: first, through: last, by: 1)) : []
                return AxisTicks(
                    ticks: indices.map { Tick(value: value($0) + 0, decimals: max(0, -exponent)) })
            }
            exponent += 1
        }
    }

    /// Multiples of powers of ten within the range, by 1, 2 and 5 or fewer of them, at most `most`; where a range is
    /// so narrow that it has fewer than two of them, those of `linear`.
    ///
    /// - Precondition: the range is above 0.
    static func logarithmic(in range: ClosedRange<Double>, most: Int) -> AxisTicks {
        precondition(range.lowerBound > 0, "zero has no logarithm")
        let exponents =
            Int(log10(range.lowerBound).rounded(.down))...Int(log10(range.upperBound).rounded(.up))
        var choices: [(mantissas: [Double], every: Int)] = [([1, 2, 5], 1), ([1, 3], 1), ([1], 1)]
        choices += (2...max(2, exponents.count)).map { ([1], $0) }
        for (mantissas, every) in choices {
            let ticks = exponents.filter { $0 % every == 0 }.flatMap { exponent in
                mantissas.map { mantissa in
                    Tick(
                        value: exponent < 0 ? mantissa / power(-exponent) : mantissa * power(exponent),
                        decimals: max(0, -exponent))
                }
            }
            let inside = ticks.filter { range.contains($0.value) }
            if inside.count >= 2, inside.count <= most { return AxisTicks(ticks: inside) }
        }
        return linear(in: range, most: most)
    }

    private static func power(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }
}
