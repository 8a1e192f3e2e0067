import MNISTData
import Neural
import PenStrokes
import Synchronization

extension LabelledImages {
    /// Pictures of digits that people drew, as the network is given them: 28x28, `copies` of each digit one after the
    /// other, each by a hand and pen of its own (`PenPicture`).
    ///
    /// What a picture looks like depends on `seed`, `path`, digit and copy alone, not on the team's threads. One in which
    /// no ink is found, as in a single speck, is left out.
    init(drawing digits: [PenDigit], copies: Int, seed: UInt64, path: UInt64, team: Team) {
        let pictures = Mutex([[UInt8]?](repeating: nil, count: digits.count * copies))
        team.forEach(digits.count * copies) { place in
            let (index, copy) = place.quotientAndRemainder(dividingBy: copies)
            var generator = SplitMix64(seed: seed, path: path, UInt64(index), UInt64(copy))
            let picture = PenPicture(of: digits[index].drawing, using: &generator).normalized
            pictures.withLock { $0[place] = picture }
        }
        let drawn = pictures.withLock { $0 }
        let labels = drawn.indices.compactMap { place in
            drawn[place].map { _ in digits[place / copies].digit }
        }
        self.init(width: 28, height: 28, pixels: drawn.flatMap { $0 ?? [] }, labels: labels)
    }
}
