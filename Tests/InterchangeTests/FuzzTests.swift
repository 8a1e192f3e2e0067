import DigitModel
import Neural
import Testing

@testable import Interchange

/// Damage of every kind to valid files: an error or a valid result, never a trap.
struct FuzzTests {
    /// Small files of each format, with types and shapes of several kinds.
    private static let files: [[UInt8]] = [
        torchFile(PythonPickles.torch, records: PythonPickles.torchRecords),
        npz(["a": ([2, 3], [0, 1, 2, 3, 4, 5]), "b.c": ([], [1])]),
        ZipSpecimen(
            content: NumPyArray.encoded(shape: [300], values: [Float](repeating: 1, count: 300)), level: 6
        )
        .bytes,
        {
            let header = "{\"w\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}"
            var file: [UInt8] = []
            file.append(littleEndian: UInt64(header.utf8.count))
            return file + Array(header.utf8) + [0, 0x3C, 0, 0xBC]
        }(),
    ]

    /// Reads a file and, where their shapes are small, its tensors; true if that went well.
    private func survives(_ bytes: [UInt8]) -> Bool {
        do throws(ImportError) {
            var file = try WeightFile(bytes)
            file.unwrap()
            for tensor in file.tensors.values
            where tensor.shape.allSatisfy({ $0 < 8 }) && tensor.shape.count < 5 {
                _ = tensor.floats()
            }
            return true
        } catch {
            return false
        }
    }

    @Test(arguments: files.indices)
    func `a bit turned anywhere is an error or a valid file`(_ index: Int) {
        let file = Self.files[index]
        var survivors = 0
        for place in file.indices {
            for bit in 0..<8 {
                var damaged = file
                damaged[place] ^= 1 << UInt8(bit)
                survivors += survives(damaged) ? 1 : 0
            }
        }
        // Times, comments and alignment mean nothing; names, sizes and contents do.
        #expect(survivors < file.count * 8 / 2)
    }

    @Test(arguments: files.indices)
    func `a file cut anywhere is an error`(_ index: Int) {
        let file = Self.files[index]
        for count in file.indices { #expect(!survives(Array(file[..<count])), "\(count) bytes") }
    }

    /// A checksum guards the pickle in a file; here it is right, whatever the pickle.
    @Test func `a damaged pickle is an error or a valid file`() {
        var generator = SplitMix64(seed: 4)
        let pickle = PythonPickles.torch
        for round in 0..<4000 {
            var damaged = pickle
            for _ in 0...(round % 4) {
                let place = Int.random(in: damaged.indices, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: damaged[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: damaged[place] = pickle[Int.random(in: pickle.indices, using: &generator)]
                case 2: damaged.remove(at: place)
                default: damaged.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                }
            }
            _ = survives(torchFile(damaged, records: PythonPickles.torchRecords))
        }
    }
}
