import TestSupport
import Testing

@testable import Raster

/// A colour type with one of its bit depths.
struct PNGKind: Sendable, CustomTestStringConvertible {
    var colorType: PNGFile.ColorType
    var bitDepth: Int
    var isInterlaced: Bool

    static let all = PNGFile.ColorType.allCases.flatMap { type in
        type.bitDepths.flatMap { depth in
            [false, true].map { PNGKind(colorType: type, bitDepth: depth, isInterlaced: $0) }
        }
    }

    var testDescription: String { "\(colorType) \(bitDepth) bit\(isInterlaced ? " interlaced" : "")" }
}

/// Libpng's pixels; that the decoder shows the same is for `PNGDifferentialTests`.
struct PNGDecoderTests {
    let decoder = PNGDecoder()

    /// A file of pseudo-random samples and, sample by sample, the pixels that it shows.
    ///
    /// 13x11 has rows that do not fill whole bytes and leaves some Adam7 passes with partial blocks.
    private func example(_ kind: PNGKind, width: Int = 13, height: Int = 11) -> (PNGFile, [UInt8]) {
        var random = SplitMix64(seed: 5)
        let largest = UInt16((1 << kind.bitDepth) - 1)
        let count = width * height * kind.colorType.channels
        let samples = (0..<count).map { _ in UInt16.random(in: 0...largest, using: &random) }
        var file = PNGFile(
            width: width, height: height, colorType: kind.colorType, bitDepth: kind.bitDepth, samples: samples
        )
        file.isInterlaced = kind.isInterlaced
        if kind.colorType == .palette {
            file.palette = (0..<3 << kind.bitDepth).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        // A sample's share of its range, in 255ths.
        func byte(_ sample: UInt16) -> UInt8 {
            UInt8((Double(sample) * 255 / Double(largest)).rounded())
        }
        let channels = kind.colorType.channels
        let rgba = stride(from: 0, to: count, by: channels).flatMap { index -> [UInt8] in
            let pixel = samples[index..<index + channels].map(byte)
            switch kind.colorType {
            case .gray: return [pixel[0], pixel[0], pixel[0], 255]
            case .grayAlpha: return [pixel[0], pixel[0], pixel[0], pixel[1]]
            case .rgb: return pixel + [255]
            case .rgba: return pixel
            case .palette:
                let entry = Int(samples[index]) * 3
                return Array(file.palette[entry..<entry + 3]) + [255]
            }
        }
        return (file, rgba)
    }

    @Test(arguments: PNGKind.all)
    func `every colour type and bit depth reads as its samples say`(_ kind: PNGKind) throws {
        let (file, rgba) = example(kind)
        let image = try decoder.decodeByLibPNG(file.bytes)
        #expect(image.width == 13 && image.height == 11)
        // The reduction from 16 bits may round either way.
        let largestError = zip(image.rgba, rgba).map { abs(Int($0) - Int($1)) }.max()
        #expect(try #require(largestError) <= (kind.bitDepth == 16 ? 1 : 0))
    }

    @Test(arguments: [1, 2, 3, 4, 5, 8, 9])
    func `an interlaced picture smaller than its first pass reads whole`(_ side: Int) throws {
        let kind = PNGKind(colorType: .rgb, bitDepth: 8, isInterlaced: true)
        let (file, rgba) = example(kind, width: side, height: max(10 - side, 1))
        #expect(try decoder.decodeByLibPNG(file.bytes).rgba == rgba)
    }

    @Test func `palette entries have the alpha that tRNS gives them`() throws {
        var file = PNGFile(width: 3, height: 1, colorType: .palette, bitDepth: 2, samples: [0, 1, 2])
        file.palette = [1, 2, 3, 4, 5, 6, 7, 8, 9]
        file.transparency = [0, 128]
        let image = try decoder.decodeByLibPNG(file.bytes)
        #expect(image.rgba[3] == 0)
        #expect(Array(image.rgba[4...]) == [4, 5, 6, 128, 7, 8, 9, 255])
    }

    @Test(arguments: [1, 2, 4, 8, 16])
    func `the grey that tRNS names is transparent`(_ depth: Int) throws {
        var file = PNGFile(width: 2, height: 1, colorType: .gray, bitDepth: depth, samples: [1, 0])
        file.transparency = [0, 1]
        let image = try decoder.decodeByLibPNG(file.bytes)
        #expect(image.rgba[3] == 0 && image.rgba[7] == 255)
    }

    @Test func `the colour that tRNS names is transparent`() throws {
        var file = PNGFile(width: 2, height: 1, colorType: .rgb, bitDepth: 8, samples: [9, 8, 7, 9, 8, 6])
        file.transparency = [0, 9, 0, 8, 0, 7]
        let image = try decoder.decodeByLibPNG(file.bytes)
        #expect(image.rgba[3] == 0 && image.rgba[7] == 255)
    }

    @Test(arguments: [8, 16], [10_000, 45_455, 100_000, 220_000] as [UInt32])
    func `a gamma chunk does not change the samples`(_ depth: Int, gamma: UInt32) throws {
        let kind = PNGKind(colorType: .gray, bitDepth: depth, isInterlaced: false)
        let (file, _) = example(kind)
        var withGamma = file
        withGamma.earlyChunks = [
            .init("gAMA", [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: gamma >> $0) })
        ]
        #expect(try decoder.decodeByLibPNG(withGamma.bytes) == decoder.decodeByLibPNG(file.bytes))
    }

    @Test func `data in many small chunks read like data in one`() throws {
        let (file, rgba) = example(PNGKind(colorType: .rgba, bitDepth: 8, isInterlaced: false))
        var pieces = file
        pieces.dataChunkLength = 7
        #expect(try decoder.decodeByLibPNG(pieces.bytes).rgba == rgba)
    }

    @Test func `bytes after the end of the file are ignored`() throws {
        let (file, rgba) = example(PNGKind(colorType: .gray, bitDepth: 8, isInterlaced: false))
        #expect(try decoder.decodeByLibPNG(file.bytes + [1, 2, 3]).rgba == rgba)
    }
}
