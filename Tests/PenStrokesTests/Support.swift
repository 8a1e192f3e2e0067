import Files
import Foundation
import PenStrokes

/// A small generator of the tests' own (Steele, Lea and Flood 2014).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension PenDrawing {
    /// A 7 with its bar: two strokes.
    static let seven = PenDrawing(strokes: [
        [[100, 100], [200, 98], [300, 100], [260, 180], [220, 260], [190, 340], [170, 420]],
        [[150, 260], [210, 255], [280, 258]],
    ])
}

/// A folder with files for one test, gone when the test is over.
final class Folder {
    let path = NSTemporaryDirectory() + "strokes-" + UUID().uuidString

    init(_ files: [String: String]) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
        }
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("\(path) is left behind: \(error)")
        }
    }
}
