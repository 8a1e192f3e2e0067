import Files
import FoundationEssentials
import Glibc
import Raster

/// Labelled images as PNG files by class, `3/00042.png`, which `MNISTDataset.load` reads back.
public struct PNGExport: Sendable {
    /// Writes dark ink on light paper, for people: a folder to train from is light on dark.
    public var isInverted = false
    /// The side of the square that each pixel becomes.
    public var scale = 1

    /// Writes the images as they are, until told otherwise.
    public init() {}

    /// The images to take: the first `count`, all if nil; `perClass`, the first `count` of each class.
    ///
    /// The result is ascending.
    ///
    /// - Precondition: `count` is not negative.
    public static func indices(of images: LabelledImages, count: Int?, perClass: Bool) -> [Int] {
        guard let count else { return Array(0..<images.count) }
        guard perClass else { return Array(0..<min(count, images.count)) }
        var taken = [Int](repeating: 0, count: 256)
        return images.labels.indices.filter { index in
            taken[Int(images.labels[index])] += 1
            return taken[Int(images.labels[index])] <= count
        }
    }

    /// Writes the images at `indices` below `directory`, which appears when all are written, or not at all.
    ///
    /// A file is named after its image's index, in as many digits as the last index has, at least five, so that
    /// names sort as the images do.
    ///
    /// - Precondition: `scale` is positive, and every index in `0..<images.count`.
    /// - Throws: `PNGExportError`, or `UnreadableFile` where what is there cannot be listed.
    public func write(_ images: LabelledImages, at indices: [Int], to directory: String) throws {
        guard try FolderListing(directory).names.isEmpty else { throw PNGExportError.notEmpty(directory) }
        let name = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        let partial = "\(name).\(String(UInt64.random(in: .min ... .max), radix: 36)).part"
        do {
            for label in Set(indices.map { images.labels[$0] }) {
                try FileManager.default.createDirectory(
                    atPath: "\(partial)/\(label)", withIntermediateDirectories: true)
            }
            try writeFiles(images, at: indices, to: partial)
            // An empty folder of that name gives way.
            guard unsafe rename(partial, name) == 0 else {
                throw PNGExportError.unwritable(directory, reason: systemMessage(errno))
            }
        } catch {
            discard(partial)
            if error is PNGExportError { throw error }
            throw PNGExportError.unwritable(directory, reason: Self.words(for: error))
        }
    }

    /// Writes one file for each image, on all cores.
    private func writeFiles(_ images: LabelledImages, at indices: [Int], to directory: String) throws {
        let digits = max(5, "\(images.count - 1)".count)
        _ = try concurrently(indices.count, piece: 64) { range in
            for index in indices[range] {
                let number = "\(index)"
                let zeros = String(repeating: "0", count: digits - number.count)
                let path = "\(directory)/\(images.labels[index])/\(zeros)\(number).png"
                try Self.write(png(of: images, at: index), to: path)
            }
        }
    }

    /// Writes a new file, without waiting for the disk as `Data.write` does: there are thousands.
    private static func write(_ bytes: [UInt8], to path: String) throws(PNGExportError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(path, reason: systemMessage(errno)) }
        defer { close(descriptor) }
        guard writeAll(bytes, to: descriptor) else {
            throw .unwritable(path, reason: systemMessage(errno))
        }
    }

    /// The file of one image.
    ///
    /// - Precondition: `scale` is positive, and `index` in `0..<images.count`.
    func png(of images: LabelledImages, at index: Int) -> [UInt8] {
        let (width, height) = (images.width * scale, images.height * scale)
        let first = images.pixelRange(of: index).lowerBound
        var pixels = [UInt8](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let pixel = images.pixels[first + y / scale * images.width + x / scale]
                pixels[y * width + x] = isInverted ? 255 - pixel : pixel
            }
        }
        return PNGEncoder().encode(GrayImage(width: width, height: height, pixels: pixels))
    }

    /// Removes what an export that failed has left.
    private func discard(_ partial: String) {
        do {
            try FileManager.default.removeItem(atPath: partial)
        } catch {
            // It was never made, or cannot be unmade either: the error that is thrown tells why.
        }
    }

    /// The system's words, where there are any.
    private static func words(for error: any Error) -> String {
        let posix = (error as? CocoaError)?.underlying as? POSIXError
        return posix.map { systemMessage($0.code.rawValue) } ?? "\(error)"
    }
}
