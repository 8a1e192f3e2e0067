import DigitModel
import Files
import FoundationEssentials
import Raster

/// A folder that takes the steps of each picture's way as PNG files: 7-1-picture.png, 7-2-paper.png and so on of 7.png.
struct ExplanationFolder {
    private let path: String
    private let pictures: [String]

    /// Makes the folder if there is none.
    ///
    /// - Parameter pictures: the files whose steps it will take; their names must differ, as the steps' do by them.
    init(_ path: String, of pictures: [String]) throws(ExplanationError) {
        var seen: [String: String] = [:]
        for picture in pictures {
            if let other = seen.updateValue(picture, forKey: Self.stem(of: picture)) {
                throw .sameName(other, picture)
            }
        }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            if FileManager.default.fileExists(atPath: path) { throw .noFolder(path) }
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
        (self.path, self.pictures) = (path, pictures)
    }

    /// Writes what a picture was at each step.
    func write(_ steps: [NormalizationStep], of picture: String) throws(ExplanationError) {
        for (number, step) in zip(1..., steps) {
            let file = "\(path)/\(Self.stem(of: picture))-\(number)-\(step.name.rawValue).png"
            let output: OutputFile
            do {
                output = try OutputFile(file, besides: pictures)
            } catch {
                throw .unfit(error)
            }
            do {
                try Data(PNGEncoder().encode(step.image)).write(
                    to: URL(filePath: output.path), options: .atomic)
            } catch {
                throw .unwritable(path: file, reason: FileFailure(error).description)
            }
        }
    }

    /// The file's name without its extension.
    private static func stem(of picture: String) -> String {
        URL(filePath: picture).deletingPathExtension().lastPathComponent
    }
}

/// Why a picture's steps cannot be written.
enum ExplanationError: Error, Equatable, CustomStringConvertible {
    /// Two pictures whose steps would have the same names.
    case sameName(String, String)
    /// A file stands where the folder would be.
    case noFolder(String)
    case unfit(UnfitOutput)
    case unwritable(path: String, reason: String)

    var description: String {
        switch self {
        case .sameName(let first, let second):
            "--explain: the steps of \(first) and \(second) would be files of the same name; "
                + "explain them into two folders"
        case .noFolder(let path): "--explain: \(path) is a file; name a folder"
        case .unfit(let reason): "--explain: \(reason)"
        case .unwritable(let path, let reason): "--explain: cannot write \(path): \(reason)"
        }
    }

    /// Whether the caller can mend it by other arguments.
    var isBadInput: Bool {
        if case .unwritable = self { false } else { true }
    }
}
