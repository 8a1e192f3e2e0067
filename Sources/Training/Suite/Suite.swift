import Corruptions
public import DigitModel
public import Neural
import Raster
import Synchronization

/// Measures a classifier on all that it may meet: digits as they should be, corrupted or drawn by strangers, and
/// pictures that are none.
///
/// Pictures depend on the seed and on their number alone, so that two releases are shown the same.
public struct Suite: Sendable {
    private let team: Team
    private let seed: UInt64

    public init(team: Team, seed: UInt64 = 1) {
        self.team = team
        self.seed = seed
    }

    /// Measures it, telling how far it is before each row: the row's number from 1, how many there are, and its title.
    public func measure(
        _ classifier: Classifier, on material: SuiteMaterial,
        progress: (_ row: Int, _ rows: Int, _ title: String) -> Void
    ) -> SuiteReport {
        let test = material.test
        let plain = [SuiteCase.plain(test), .canvas(test)]
        let corrupted = Corruption.allCases.map { SuiteCase.corrupted(test, by: $0, seed: seed) }
        let drawn =
            material.pen.isEmpty ? [] : PenTrial.all.map { SuiteCase.drawn(material.pen, by: $0, seed: seed) }
        let letters = material.letters.isEmpty ? [] : [SuiteCase.letters(material.letters, seed: seed)]
        let clothes = material.fashion.map { [SuiteCase.clothes($0)] } ?? []

        let rows = plain.count + corrupted.count + drawn.count + letters.count + clothes.count
        var row = 0
        func measured(_ cases: [SuiteCase]) -> [Measured] {
            cases.map { kind in
                row += 1
                progress(row, rows, kind.title)
                return answers(of: classifier, to: kind)
            }
        }
        let digits = measured(plain) + measured(drawn)
        let corruptions = measured(corrupted)
        let all = Measured(
            name: "corruptions", title: "mean of the \(corruptions.count)",
            served: corruptions.flatMap(\.served), unnormalized: corruptions.flatMap(\.unnormalized))
        // Letters are drawn by the same pens as the first trial, clothes come from a data set.
        let drawnDigits = digits.first { $0.name == PenTrial.canvas.name }
        let outliers =
            measured(letters).map { $0.row(against: drawnDigits ?? digits[1]) }
            + measured(clothes).map { $0.row(against: digits[1]) }
        return SuiteReport(
            model: classifier.name, fingerprint: classifier.fingerprint, digits: digits.map { $0.row },
            corruptions: corruptions.map { $0.row }, corruptionMean: all.row, outliers: outliers,
            missing: material.missing)
    }

    /// What was said of the pictures of one kind.
    private struct Measured {
        let name: String
        let title: String
        var served: [SuiteAnswer] = []
        var unnormalized: [SuiteAnswer] = []

        var row: SuiteRow {
            SuiteRow(name: name, title: title, served: served, unnormalized: unnormalized)
        }

        func row(against digits: Measured) -> OutlierRow {
            OutlierRow(
                name: name, title: title, served: served, digits: digits.served, against: digits.name)
        }
    }

    /// Shows a classifier the pictures of one kind, on all threads.
    private func answers(of classifier: Classifier, to kind: SuiteCase) -> Measured {
        let answers = Mutex(
            [(posted: SuiteAnswer?, straight: SuiteAnswer?)](
                repeating: (nil, nil), count: kind.labels.count))
        team.forEach(kind.labels.count) { index in
            let specimen = kind.specimen(index)
            let label = kind.labels[index]
            let posted = specimen.posted.map { picture in
                let normalizer = DigitNormalizer()
                let digit = normalizer.normalize(picture)
                let framings = normalizer.framings(of: picture, normalized: digit)
                return SuiteAnswer(classifier.classify(framings: framings), label: label)
            }
            let straight = specimen.pixels.map { SuiteAnswer(classifier.classify($0), label: label) }
            answers.withLock { $0[index] = (posted, straight) }
        }
        let (posted, straight) = answers.withLock { ($0.compactMap(\.posted), $0.compactMap(\.straight)) }
        return posted.isEmpty
            ? Measured(name: kind.name, title: kind.title, served: straight)
            : Measured(name: kind.name, title: kind.title, served: posted, unnormalized: straight)
    }
}
