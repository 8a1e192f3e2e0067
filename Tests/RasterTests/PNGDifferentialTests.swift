import TestSupport
import Testing

@testable import Raster

/// The decoder against libpng alone: the same pixels, or the same kind of refusal.
///
/// What libpng shows is turned to luma and alpha by their definitions.
struct PNGDifferentialTests {
    private let decoder = PNGDecoder()

    private func judged(_ bytes: [UInt8]) throws(PNGError) -> PixelImage {
        let image = try decoder.decodeByLibPNG(bytes)
        let pixels = stride(from: 0, to: image.rgba.count, by: 4).map {
            image.rgba[$0..<$0 + 4].map(Int.init)
        }
        let alpha = pixels.map { UInt8($0[3]) }
        return PixelImage(
            width: image.width, height: image.height,
            luma: pixels.map { UInt8((77 * $0[0] + 150 * $0[1] + 29 * $0[2] + 128) / 256) },
            alpha: alpha.allSatisfy { $0 == 255 } ? nil : alpha)
    }

    /// What became of a file; two refusals of the same kind are equal, whatever words they use.
    private enum Verdict: Equatable {
        case image(PixelImage)
        case refused(PNGError)

        init(_ decode: () throws(PNGError) -> PixelImage) {
            do throws(PNGError) {
                self = .image(try decode())
            } catch .malformed {
                self = .refused(.malformed(""))
            } catch {
                self = .refused(error)
            }
        }
    }

    private func expectSameVerdict(_ bytes: [UInt8], _ what: @autoclosure () -> String) -> Verdict {
        let ours = Verdict { () throws(PNGError) in try decoder.decode(bytes) }
        let theirs = Verdict { () throws(PNGError) in try judged(bytes) }
        if case (.refused, .image) = (ours, theirs) {
            expectSurplusOverlooked(in: bytes, what())
        } else {
            #expect(ours == theirs, "\(what())")
        }
        return ours
    }

    /// The one thing that libpng may let pass and the decoder does not: data after the picture, where libpng asks for
    /// more once, is given a chunk too short to make a byte, and leaves it at that. In one chunk it sees them.
    private func expectSurplusOverlooked(in bytes: [UInt8], _ what: String) {
        #expect(throws: PNGError.malformed("its data go on after the end of the picture"), "\(what)") {
            try decoder.decode(bytes)
        }
        #expect(throws: PNGError.self, "\(what)") {
            let file = try PNGContainer(bytes, limits: decoder.limits)
            let first = try #require(file.data.first).lowerBound - 8
            let whole = [PNGFile.Chunk("IDAT", Array(file.joinedData())), PNGFile.Chunk("IEND")]
            return try judged(bytes.prefix(first) + whole.flatMap(\.bytes))
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `sound files of every kind show what libpng shows`(_ part: UInt64) throws {
        var plain = 0
        for seed in part * 250..<(part + 1) * 250 {
            let file = PNGSpecimen(seed: seed).file
            let verdict = expectSameVerdict(file.bytes, "seed \(seed)")
            guard case .image = verdict else {
                Issue.record("seed \(seed): a sound file is refused")
                continue
            }
            if try decoder.readPlain(PNGContainer(file.bytes, limits: decoder.limits)) != nil { plain += 1 }
        }
        #expect(plain > 100, "the road under test was hardly taken")
    }

    @Test(arguments: 8..<20 as Range<UInt64>)
    func `damaged files are judged as libpng judges them`(_ part: UInt64) {
        var refused = 0
        for seed in part * 250..<(part + 1) * 250 {
            var specimen = PNGSpecimen(seed: seed)
            let (what, bytes) = specimen.damaged()
            if case .refused = expectSameVerdict(bytes, "seed \(seed), \(what)") { refused += 1 }
        }
        #expect(refused > 100)
    }

    @Test(arguments: [1, 2, 3, 4])
    func `every left, above and corner is predicted from as the specification says`(_ pixel: Int) {
        // Rows of the triples of these values, whose sums and ties lie on all sides of every threshold.
        let values: [UInt8] = [0, 1, 2, 3, 64, 127, 128, 129, 200, 253, 254, 255]
        var random = SplitMix64(seed: 9)
        let count = pixel * 500
        for filter in UInt8(0)...4 {
            let rows = (0..<2).map { _ in
                (0..<count).map { _ in values[Int.random(in: values.indices, using: &random)] }
            }
            var bytes = rows[0] + [filter]
            bytes += PNGFilters.apply(filter, to: rows[1], below: rows[0], pixel: pixel)
            bytes += [UInt8](repeating: 7, count: PNGFilter.margin)
            let row = count + 1..<2 * count + 1
            PNGFilter(rawValue: filter)?.undo(in: &bytes, row: row, stride: count + 1, pixel: pixel)
            #expect(Array(bytes[row]) == rows[1], "filter \(filter)")
            #expect(bytes[row.upperBound...].allSatisfy { $0 == 7 }, "filter \(filter) wrote behind the row")
        }
    }

    @Test(arguments: [8, 16], [false, true])
    func `data that go on after the picture are refused before libpng inflates them`(
        _ depth: Int, isInterlaced: Bool
    ) {
        let samples = [UInt16](repeating: 0, count: 16)
        var file = PNGFile(width: 4, height: 4, colorType: .gray, bitDepth: depth, samples: samples)
        file.isInterlaced = isInterlaced
        file.compress = { _ in Deflate.zeros(100_000) }
        // The words are not libpng's.
        #expect(throws: PNGError.malformed("its data go on after the end of the picture")) {
            try decoder.decode(file.bytes)
        }
    }
}
