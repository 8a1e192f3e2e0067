public import MNISTData
public import Neural
public import PenStrokes

/// What a run learns from, what it chooses and calibrates by, and what it is measured on in the end.
///
/// The training images of a data set, cut in two as the recipe says; where the recipe asks for pen strokes, pictures of
/// those beside them: several of each digit that some writers drew to learn from, one of each of the others' to choose
/// by. What people said about pictures of theirs is learnt from, and never chosen by.
public struct TrainingMaterial: Sendable {
    /// Images learnt from.
    public private(set) var training: LabelledImages
    /// Images chosen and calibrated by; none of them, nor any by the hand of a pen picture in `training`, is in that.
    public private(set) var validation: LabelledImages
    /// Pictures of no digit to learn from; nil where the recipe asks for none.
    private(set) var outliers: OutlierSource?
    /// Pictures of no digit to calibrate by, made of other digits; none where the recipe asks for none.
    private(set) var validationOutliers: LabelledImages
    /// Images that nothing is chosen by.
    public let test: LabelledImages
    /// What the classes 0 to 9 are.
    public let classNames: [String]
    /// Of the data set, and of strokes and extra pictures where there are any, as 64 hexadecimal digits.
    public private(set) var digest: String
    /// Extra pictures in `training`, each counted once.
    public private(set) var extraCount = 0

    /// Gathers what a run of this recipe needs.
    ///
    /// - Parameters:
    ///   - strokes: digits that people drew; used where the recipe asks for them alone.
    ///   - extra: pictures that people said something about.
    ///   - team: draws their pictures, the same with any number of threads.
    /// - Throws: `TrainingError` for too few images, strokes that are asked for and not there, or images of another size
    ///   than theirs or the extra pictures'.
    public init(
        _ recipe: Recipe, dataset: MNISTDataset, strokes: [PenDigit] = [],
        extra: ExtraPictures = ExtraPictures(), team: Team
    ) throws(TrainingError) {
        let split = recipe.split(labels: dataset.train.labels)
        guard split.training.count >= recipe.batchSize else {
            throw .tooFewImages(split.training.count, needed: recipe.batchSize)
        }
        if case .share(let share) = recipe.validation, split.validation.count < Recipe.Validation.fewest {
            throw .badOption(
                name: "validation.share",
                value: "\(share), \(split.validation.count) of \(dataset.train.count) images",
                needs: "a share of at least \(Recipe.Validation.fewest) images")
        }
        training = dataset.train.subset(split.training)
        validation = dataset.train.subset(split.validation)
        test = dataset.test
        classNames = dataset.classNames
        digest = dataset.digest
        validationOutliers = validation.subset([])
        try addPictures(of: strokes, asIn: recipe, team: team)
        try addExtra(extra.digits, asIn: recipe)
        outliers = try Self.outliers(beside: training, asIn: recipe, path: Self.outlierPath)
        if let apart = try Self.outliers(beside: validation, asIn: recipe, path: Self.validationOutlierPath) {
            validationOutliers = apart.images(epoch: 0, team: team)
        }
        // After those that are drawn, which are made of digits.
        if outliers != nil { try addExtra(extra.others, asIn: recipe) }
        if !extra.isEmpty { digest = SHA256Digest(of: [digest, extra.digest.hexadecimal]).hexadecimal }
    }

    /// Adds some of the extra pictures, as often as the recipe asks for.
    private mutating func addExtra(_ images: LabelledImages, asIn recipe: Recipe) throws(TrainingError) {
        guard images.count > 0 else { return }
        guard (training.width, training.height) == (images.width, images.height) else {
            throw .extraDoesNotFit(data: "images of \(training.width)x\(training.height)")
        }
        guard classNames == PublicDataset.mnist.classNames else {
            throw .extraDoesNotFit(data: "the classes \(classNames.joined(separator: ", "))")
        }
        training = training.appending(images.repeated(recipe.extra.copies))
        extraCount += images.count
    }

    /// Pictures of no digit for `images`, made of these; none where the recipe asks for none.
    private static func outliers(
        beside images: LabelledImages, asIn recipe: Recipe, path: UInt64
    ) throws(TrainingError) -> OutlierSource? {
        let count = recipe.outliers.count(for: images.count)
        guard count > 0 else { return nil }
        guard (images.width, images.height) == (DigitSamples.side, DigitSamples.side),
            let samples = DigitSamples(pixels: images.pixels, labels: images.labels)
        else { throw .outliersDoNotFit(size: "\(images.width)x\(images.height)") }
        return OutlierSource(count: count, samples: samples, seed: recipe.seed, path: path)
    }

    /// Adds the pictures of pen strokes that the recipe asks for.
    private mutating func addPictures(
        of strokes: [PenDigit], asIn recipe: Recipe, team: Team
    ) throws(TrainingError) {
        let copies = recipe.penStrokes.copies
        guard copies > 0 else { return }
        guard !strokes.isEmpty else { throw .noStrokes }
        guard (training.width, training.height) == (28, 28) else {
            throw .strokesDoNotFit(data: "images of \(training.width)x\(training.height)")
        }
        guard classNames == PublicDataset.mnist.classNames else {
            throw .strokesDoNotFit(data: "the classes \(classNames.joined(separator: ", "))")
        }
        let writers = WriterSplit(strokes)
        training = training.appending(
            LabelledImages(
                drawing: writers.training, copies: copies, seed: recipe.seed, path: Self.trainingPath,
                team: team))
        validation = validation.appending(
            LabelledImages(
                drawing: writers.validation, copies: 1, seed: recipe.seed, path: Self.validationPath,
                team: team))
        digest = SHA256Digest(of: [digest, strokes.digest.hexadecimal]).hexadecimal
    }

    /// What the generators of the pictures are seeded by, beside the recipe's seed.
    private static let (trainingPath, validationPath): (UInt64, UInt64) = (5, 6)
    private static let (outlierPath, validationOutlierPath): (UInt64, UInt64) = (7, 8)
}
