public import DigitModel

/// Why a training run cannot start or go on.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
    case badOption(name: String, value: String, needs: String)
    case unknownSetting(String, known: [String])
    case settingOfOtherKind(String, kindSetting: String, kinds: [String], kind: String)
    case exclusiveSettings(String, String)
    case badRecipe(path: String, at: TextPlace?, reason: String)
    case badJSON(at: TextPlace, reason: String)
    case tooFewImages(Int, needed: Int)
    case imagesTooSmall(size: String, architecture: String)
    case otherImageSize(expected: String, actual: String)
    case noStrokes
    case strokesDoNotFit(data: String)
    case outliersDoNotFit(size: String)
    case suiteDoesNotFit(size: String)
    case outputInUse(path: String)
    case unwritable(path: String, reason: String)
    case nothingToResume(path: String, reason: String)
    case damagedState(path: String)
    case badState(path: String, lacks: String)
    case otherRecipe(path: String, difference: String)
    case otherData(path: String)
    case otherTeachers(path: String)
    case badTeacher(CheckpointError)
    case diverged(step: Int)

    public var description: String {
        switch self {
        case .badOption(let name, let value, let needs): "\(name) is \(value), it must be \(needs)"
        case .unknownSetting(let name, let known):
            "\(name) is no setting here; there are \(known.joined(separator: ", "))"
        case .settingOfOtherKind(let name, let kindSetting, let kinds, let kind):
            "\(name) belongs to \(kindSetting) \(kinds.joined(separator: " or ")), and here that is \(kind); "
                + "leave \(name) out, or change \(kindSetting)"
        case .exclusiveSettings(let one, let other): "give \(one) or \(other), not both"
        case .badRecipe(let path, let place, let reason):
            "the recipe \(path) cannot be used: \(place.map { "\($0): " } ?? "")\(reason)"
        case .badJSON(let place, let reason): "\(place): \(reason)"
        case .tooFewImages(let count, let needed):
            "there are \(count) images to learn from and a step takes \(needed); lower --batch-size or --validation"
        case .imagesTooSmall(let size, let architecture):
            "images of \(size) are too small for the architecture \(architecture); choose another --architecture"
        case .otherImageSize(let expected, let actual):
            "the checkpoint reads images of \(expected), the data has \(actual); name other --data or --model"
        case .noStrokes:
            "there are no pen strokes; name their folder with --strokes or INKLING_STROKES: it holds pendigits-orig.tra "
                + "of https://archive.ics.uci.edu/dataset/81 (fetched as pendigits-orig.tra.Z, unpacked by gzip -d); "
                + "--pen-copies 0 trains without"
        case .strokesDoNotFit(let data):
            "pen strokes are digits of 28x28, and the data has \(data); give other --data or --pen-copies 0"
        case .outliersDoNotFit(let size):
            "pictures of no digit are made of digits of 28x28, 0 to 9 each, and the data has images of \(size) or not "
                + "every digit; give other --data, more of it, or set --outlier-share 0"
        case .suiteDoesNotFit(let size):
            "--suite shows pictures of 28x28, one at least, and the data has images of \(size) or none; give other --data "
                + "or --fashion, or leave --suite out"
        case .outputInUse(let path):
            "another run is writing to \(path); wait for its end, or name another --output"
        case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
        case .nothingToResume(let path, let reason):
            "--resume found no training state at \(path) (\(reason)); start the run without --resume"
        case .damagedState(let path):
            "the training state \(path) is damaged: its content is not that of its checksum; "
                + "put back a copy of it, or start anew without --resume"
        case .badState(let path, let lacks):
            "the training state \(path) lacks \(lacks); start anew without --resume"
        case .otherRecipe(let path, let difference):
            "the run at \(path) was started with another recipe: \(difference); give the same, or start anew"
        case .otherData(let path):
            "the run at \(path) was started on other data; give the same --data and --strokes"
        case .otherTeachers(let path):
            "the run at \(path) was started with other teachers: the files that are named have other weights by now"
        case .badTeacher(let error): "a teacher cannot teach: \(error)"
        case .diverged(let step): "the loss is not a number at step \(step); lower --learning-rate"
        }
    }
}

extension TrainingError {
    /// The setting that it is about, by its path or its flag, if it is about one.
    var setting: String? {
        switch self {
        case .badOption(let name, _, _), .unknownSetting(let name, _), .settingOfOtherKind(let name, _, _, _),
            .exclusiveSettings(_, let name):
            name
        default: nil
        }
    }

    /// Whether the caller gave something wrong, rather than the work going wrong.
    public var isBadInput: Bool {
        switch self {
        case .unwritable, .diverged: false
        default: true
        }
    }
}
