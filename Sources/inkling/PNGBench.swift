import ArgumentParser
import CommandSupport
import DigitModel
import FoundationEssentials
import Raster

/// `inkling bench --png`: times the reading of PNG files, by Inkling and by libpng.
///
/// Both read each file in turn, up to a thousand times in a second; the fastest run counts, as the one that nothing
/// disturbed. libpng's is the time of its simplified API to 8-bit RGBA.
struct PNGBench {
    let files: [String]
    let json: Bool

    private struct Row: Encodable {
        let file: String
        let bytes: Int
        let width: Int
        let height: Int
        let decode: Double
        let libpng: Double
        let ratio: Double

        enum CodingKeys: String, CodingKey {
            case file, bytes, width, height, ratio
            case decode = "decode_us"
            case libpng = "libpng_us"
        }
    }

    /// The two roads do not show the same.
    private struct Difference: Error, CustomStringConvertible {
        let description = "libpng shows other pixels"
    }

    func run() throws {
        var rows: [Row] = []
        for file in files {
            do {
                rows.append(try measure(file))
            } catch {
                Console.standardError.write("inkling: \(file): \(FileFailure(error))\n")
                throw ExitCode(2)
            }
        }
        if json {
            try Console.standardOutput.print(String(decoding: try JSONEncoder().encode(rows), as: UTF8.self))
            return
        }
        for row in rows {
            try Console.standardOutput.print(
                """
                \(row.file): \(row.bytes) bytes, \(row.width)x\(row.height), \(fixed(row.decode, 1)) us, \
                libpng \(fixed(row.libpng, 1)) us, ratio \(fixed(row.ratio, 2))
                """)
        }
    }

    private func measure(_ path: String) throws -> Row {
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        let decoder = PNGDecoder()
        let image = try decoder.decode(bytes)
        let reference = try decoder.decodeByLibPNG(bytes)
        guard
            image == PixelImage(width: reference.width, height: reference.height, rgba: reference.rgba)
        else { throw Difference() }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(1)
        var (decode, libpng) = (Duration.seconds(3600), Duration.seconds(3600))
        for run in 0..<1000 where run < 10 || clock.now < end {
            decode = min(decode, try clock.measure { _ = try decoder.decode(bytes) })
            libpng = min(libpng, try clock.measure { _ = try decoder.decodeByLibPNG(bytes) })
        }
        return Row(
            file: path, bytes: bytes.count, width: image.width, height: image.height,
            decode: decode / .microseconds(1), libpng: libpng / .microseconds(1), ratio: libpng / decode)
    }
}
