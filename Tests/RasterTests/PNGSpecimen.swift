import TestSupport

/// PNG files of all kinds, made at random from a seed: what their makers mean and what breaks on the way.
struct PNGSpecimen {
    private(set) var file: PNGFile
    private var random: SplitMix64

    /// A sound file of any colour type, depth, interlacing, filters, compression and division into chunks.
    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        // Half of them plain, so that the ordinary is tested as often as all the rest.
        let isPlain = Bool.random(using: &random)
        let type = Self.pick(PNGFile.ColorType.allCases, &random)
        let depth = isPlain ? 8 : Self.pick(type.bitDepths, &random)
        let width = Self.pick([1, 2, 3, 5, 16, 17, 31, 48], &random)
        let height = Int.random(in: 1...(width > 16 ? 6 : 12), using: &random)
        let count = width * height * type.channels
        // Up to `levels` different samples, in runs: flat areas and edges, or noise where both are extreme.
        let levels = UInt64(1) << UInt64.random(in: 0...UInt64(depth), using: &random)
        let turns = UInt64.random(in: 1...16, using: &random)
        var samples = [UInt16](repeating: 0, count: count)
        for index in samples.indices {
            let change = UInt64.random(in: 0..<turns, using: &random) == 0
            let previous = index >= type.channels ? samples[index - type.channels] : 0
            samples[index] = change ? UInt16(UInt64.random(in: 0..<levels, using: &random)) : previous
        }
        if depth <= 8, Bool.random(using: &random) {
            // Light samples instead of dark ones, so that alphas are often full.
            let largest = UInt16(1 << depth) - 1
            samples = samples.map { largest - $0 }
        }
        file = PNGFile(width: width, height: height, colorType: type, bitDepth: depth, samples: samples)
        file.isInterlaced = !isPlain && Bool.random(using: &random)
        file.filters = (0..<UInt64.random(in: 1...7, using: &random)).map { _ in
            UInt8.random(in: 0...4, using: &random)
        }
        if type == .palette {
            let colors = Bool.random(using: &random) ? 1 << depth : Int(samples.max() ?? 0) + 1
            file.palette = (0..<3 * colors).map { _ in UInt8.random(in: 0...255, using: &random) }
            if Bool.random(using: &random) {
                let alphas = Int.random(in: 1...colors, using: &random)
                file.transparency = (0..<alphas).map { _ in UInt8.random(in: 0...255, using: &random) }
            }
        } else if !isPlain, type == .gray || type == .rgb, Bool.random(using: &random) {
            file.transparency = samples.prefix(type.channels).flatMap {
                [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)]
            }
        }
        let level = Int32.random(in: -1...9, using: &random)
        if level >= 0 { file.compress = { Deflate.zlib($0, level: level) } }
        file.dataChunkLength = Self.pick([1, 3, 40, 1 << 20], &random)
    }

    /// The file with one thing wrong, or odd, in it.
    mutating func damaged() -> (what: String, bytes: [UInt8]) {
        let damage = Self.pick(Damage.allCases, &random)
        return (damage.rawValue, damage.apply(to: file, using: &random))
    }

    private static func pick<Element>(_ choices: [Element], _ random: inout SplitMix64) -> Element {
        choices[Int.random(in: choices.indices, using: &random)]
    }
}

/// What may be wrong with a file.
private enum Damage: String, CaseIterable {
    case changedByte, changedData, cut, checksum, noFilter, garbage, adler, tooShort, tooLong, window
    case missing, twice, swapped, text, empty, header, shortPalette, manyAlphas

    func apply(to file: PNGFile, using random: inout SplitMix64) -> [UInt8] {
        var (file, chunks) = (file, file.chunks)
        let any = Int.random(in: chunks.indices, using: &random)
        switch self {
        case .changedByte:
            var bytes = file.bytes
            bytes[Int.random(in: bytes.indices, using: &random)] ^=
                1 << UInt8.random(in: 0...7, using: &random)
            return bytes
        case .changedData:
            return rewritten(file) { data in
                let index = Int.random(in: data.indices, using: &random)
                data[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
        case .cut: return Array(file.bytes.prefix(Int.random(in: 0..<file.bytes.count, using: &random)))
        case .checksum:
            var bytes = PNGFile.assemble(Array(chunks.prefix(any + 1)))
            bytes[bytes.count - 1] ^= 0x80
            return bytes + chunks.dropFirst(any + 1).flatMap(\.bytes)
        case .noFilter: file.filters[0] = UInt8.random(in: 5...255, using: &random)
        case .garbage:
            return rewritten(file) { $0 += [UInt8](repeating: 0xA5, count: 1 << Int($0.count % 4)) }
        case .adler: return rewritten(file) { $0[$0.count - 1] ^= 1 }
        case .tooShort, .tooLong:
            let compress = file.compress
            let surplus = self == .tooLong ? [UInt8](repeating: 0, count: 1 + any * 300) : []
            file.compress = { compress($0.dropLast(surplus.isEmpty ? 1 : 0) + surplus) }
        case .window:
            // A smaller window than the matches need, or a larger one than there is.
            return rewritten(file) { data in
                data[0] = UInt8.random(in: 0...8, using: &random) << 4 | 8
                data[1] = UInt8((31 - Int(data[0]) * 256 % 31) % 31)
            }
        case .missing: chunks.remove(at: any)
        case .twice: chunks.insert(chunks[any], at: any)
        case .swapped: chunks.swapAt(any, Int.random(in: chunks.indices, using: &random))
        case .text: chunks.insert(PNGFile.Chunk("tEXt", [65, 0, 66]), at: any)
        case .empty: chunks.insert(PNGFile.Chunk("IDAT"), at: any)
        case .header:
            let field = Int.random(in: 0..<chunks[0].data.count, using: &random)
            chunks[0].data[field] = UInt8.random(in: 0...8, using: &random)
        case .shortPalette:
            if let index = chunks.firstIndex(where: { $0.type == "PLTE" }) {
                chunks[index].data.removeLast(Int.random(in: 1...chunks[index].data.count, using: &random))
            } else {
                chunks.insert(PNGFile.Chunk("PLTE", [1, 2, 3]), at: 1)
            }
        case .manyAlphas:
            chunks.insert(PNGFile.Chunk("tRNS", [UInt8](repeating: 9, count: any)), at: chunks.count / 2)
        }
        switch self {
        case .noFilter, .tooShort, .tooLong: return file.bytes
        default: return PNGFile.assemble(chunks)
        }
    }

    /// The file with other compressed data, checksums in order.
    private func rewritten(_ file: PNGFile, _ change: (inout [UInt8]) -> Void) -> [UInt8] {
        var data = file.compress(file.scanlines)
        change(&data)
        let chunks = file.chunks.filter { !["IDAT", "IEND"].contains($0.type) }
        return PNGFile.assemble(chunks + [PNGFile.Chunk("IDAT", data), PNGFile.Chunk("IEND")])
    }
}
