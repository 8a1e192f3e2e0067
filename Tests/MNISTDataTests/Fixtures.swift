import Foundation

@testable import MNISTData

/// SplitMix64 (Steele, Lea, Flood 2014): a small generator with a seed.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// The bytes of an IDX file, sound or not.
func idx(type: UInt8 = 0x08, dimensions: [Int], elements: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0, 0, type, UInt8(dimensions.count)]
    for size in dimensions {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(size >> shift & 255)) }
    }
    return bytes + elements
}

/// An image file of `count` 28x28 images, all different.
func imageFile(count: Int) -> [UInt8] {
    var generator = SplitMix64(seed: 7)
    let pixels = (0..<count * 784).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return idx(dimensions: [count, 28, 28], elements: pixels)
}

/// A label file that counts 0, 1, ... 9, 0, ...
func labelFile(count: Int) -> [UInt8] {
    idx(dimensions: [count], elements: (0..<count).map { UInt8($0 % 10) })
}

/// A gzip member that stores its content uncompressed (RFC 1951 section 3.2.4), written without zlib.
func gzip(_ content: [UInt8]) -> [UInt8] {
    var member: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var start = 0
    repeat {
        let end = min(start + 65_535, content.count)
        let size = end - start
        member += [end == content.count ? 1 : 0]
        for word in [UInt16(size), ~UInt16(size)] { member += [UInt8(word & 255), UInt8(word >> 8)] }
        member += content[start..<end]
        start = end
    } while start < content.count
    for word in [crc32(content), UInt32(content.count)] {
        for shift in [0, 8, 16, 24] { member.append(UInt8(word >> UInt32(shift) & 255)) }
    }
    return member
}

/// The check value of RFC 1952 section 8, bit by bit.
private func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xffff_ffff
    for byte in bytes {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xedb8_8320 : crc >> 1 }
    }
    return ~crc
}

/// A folder of its own for one test, gone when the test is over.
final class TemporaryFolder {
    let path = NSTemporaryDirectory() + "mnist-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("\(path) is left behind: \(error)")
        }
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    /// The names of the files in it, hidden ones too, sorted.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}
