/// What was a digit, or two, and is none any more.
///
/// Which digits each way is used for was judged by eye, so that nothing is taught that a person would read: half an 8 is
/// a 0, a mirrored 2 is a 5, two 3s shuffled are a 3.
enum MisshapenDigit: CaseIterable {
    case sideBySide, overlaid, cut, joined, shuffled, mirrored

    static func sheet(
        from samples: DigitSamples, using generator: inout some RandomNumberGenerator
    ) -> InkSheet {
        // Two digits are what people draw most.
        let kind: Self = generator.chance(0.35) ? .sideBySide : generator.element(of: allCases)
        return kind.sheet(from: samples, using: &generator)
    }

    func sheet(
        from samples: DigitSamples, using generator: inout some RandomNumberGenerator
    ) -> InkSheet {
        switch self {
        case .sideBySide: sideBySide(samples, &generator)
        case .overlaid: overlaid(samples, &generator)
        case .cut: cut(samples, &generator)
        case .joined: joined(samples, &generator)
        case .shuffled: shuffled(samples, &generator)
        case .mirrored: mirrored(samples, &generator)
        }
    }

    private static let all = Array(0...9)
    private static let middle = DigitSamples.side / 2

    /// Two digits, or three, close together or touching.
    private func sideBySide(
        _ samples: DigitSamples, _ generator: inout some RandomNumberGenerator
    ) -> InkSheet {
        let count = generator.chance(0.15) ? 3 : 2
        var sheet = InkSheet(width: count * 28, height: 36) { _, _ in 0 }
        var right = 0
        for _ in 0..<count {
            let digit = samples.image(of: Self.all, using: &generator)
            guard let columns = digit.columns else { continue }
            let gap = right == 0 ? 0 : generator.count(-2...5)
            sheet = sheet.overlaid(
                with: digit, x: right + gap - columns.lowerBound, y: 4 + generator.count(-3...3))
            right += gap + columns.count
        }
        return sheet
    }

    /// Two digits on top of each other, of which neither hides in the other.
    private func overlaid(
        _ samples: DigitSamples, _ generator: inout some RandomNumberGenerator
    ) -> InkSheet {
        let pair = generator.element(
            of: [
                (0, 2), (0, 4), (0, 5), (0, 7), (1, 2), (1, 3), (1, 5), (2, 4), (2, 6), (3, 4), (3, 7),
                (4, 5),
            ]
                + [(2, 7), (4, 6), (5, 7), (6, 7), (4, 8), (7, 8), (1, 8), (2, 8)])
        return samples.image(of: [pair.0], using: &generator).overlaid(
            with: samples.image(of: [pair.1], using: &generator), x: generator.count(-4...4),
            y: generator.count(-4...4))
    }

    /// A digit with a half or more cut away.
    private func cut(_ samples: DigitSamples, _ generator: inout some RandomNumberGenerator) -> InkSheet {
        let middle = Self.middle + generator.count(-1...1)
        switch generator.count(0...3) {
        case 0: return samples.image(of: [0, 2, 3, 4, 5], using: &generator).only { $1 < middle }
        case 1: return samples.image(of: [0, 2, 3, 5], using: &generator).only { $1 >= middle }
        case 2: return samples.image(of: [2, 3, 4, 7, 8, 9], using: &generator).only { x, _ in x < middle }
        default: return samples.image(of: [2, 5, 6], using: &generator).only { x, _ in x >= middle }
        }
    }

    /// The upper half of a digit on the lower half of another one.
    private func joined(
        _ samples: DigitSamples, _ generator: inout some RandomNumberGenerator
    ) -> InkSheet {
        let (upper, lower) = generator.element(
            of: [
                (4, [2, 6, 8]), (5, [1, 2, 4, 7, 9]), (6, [2]), (7, [0, 6, 8]), (0, [1, 4, 7]), (2, [6, 8]),
            ])
        let top = samples.image(of: [upper], using: &generator).only { $1 < Self.middle }
        let bottom = samples.image(of: lower, using: &generator).only { $1 >= Self.middle }
        return top.overlaid(with: bottom, x: generator.count(-2...2))
    }

    /// Quarters of a digit, or of two, that are in each other's place.
    private func shuffled(
        _ samples: DigitSamples, _ generator: inout some RandomNumberGenerator
    ) -> InkSheet {
        let digits = [2, 3, 4, 5, 6, 7, 9]
        let sources = [
            samples.image(of: digits, using: &generator), samples.image(of: digits, using: &generator),
        ]
        // None stays: where each quarter comes from, counted from the top left in rows.
        let order = generator.element(
            of: [[1, 0, 3, 2], [2, 3, 0, 1], [3, 2, 1, 0], [1, 2, 3, 0], [3, 0, 1, 2], [2, 0, 3, 1]])
        let half = Self.middle
        let isMixed = generator.chance(0.5)
        return InkSheet(width: 2 * half, height: 2 * half) { x, y in
            let quarter = x / half + 2 * (y / half)
            let from = order[quarter]
            let source = sources[isMixed ? quarter % 2 : 0]
            return source[x % half + from % 2 * half, y % half + from / 2 * half]
        }
    }

    /// A digit seen in a mirror or upside down, where that is no digit.
    private func mirrored(
        _ samples: DigitSamples, _ generator: inout some RandomNumberGenerator
    ) -> InkSheet {
        generator.chance(0.7)
            ? samples.image(of: [3, 4, 6, 7, 9], using: &generator).mirrored
            : samples.image(of: [4, 6, 7, 9], using: &generator).upsideDown
    }
}
