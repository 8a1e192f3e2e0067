import ArgumentParser
import CommandSupport
import DigitModel
import Files
import FoundationEssentials
import MNISTData
import Neural
import PenStrokes
import Raster
import Training

/// `inkling-train preview`: shows what a network is to learn from.
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draws a contact sheet of digits and what augmentation makes of them.",
        discussion: """
            A row for each digit: itself, then distorted at random. A block of rows for each kind of distortion \
            alone, and at last all of them together. With a recipe or augmentation options it shows what fit does \
            with the same; without any, every kind at a moderate strength. With --pen it shows pen strokes instead: a \
            row for each digit somebody wrote, as it was written, then by other hands and pens, all as the network \
            sees them. With --outliers it shows what fit draws of no digit: rows for each kind. With --corruptions \
            it shows what evaluate --suite does to test images: rows of pictures, and below each how the network \
            sees it when it is posted.
            """)

    @OptionGroup var data: DataOptions

    @Flag(help: "Show the pen strokes of --strokes, whatever the recipe.")
    var pen = false

    @OptionGroup var strokes: StrokeOptions

    @Flag(help: "Show pictures of no digit, as with --outlier-share, whatever the recipe.")
    var outliers = false

    @Flag(help: "Show the corruptions of evaluate --suite, whatever the recipe.")
    var corruptions = false

    @Option(help: "Digits in each block, drawn from those that are learnt from (1...100).")
    var count = 3

    @Option(help: "Other pictures beside each digit (1...100).")
    var columns = 12

    @Option(help: "Draws the digits, and the distortions or hands.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Where the sheet goes, a PNG file.", valueName: "file"))
    var output: String

    @Option(
        help: ArgumentHelp("A recipe, whose augmentation is shown; options override it.", valueName: "file"))
    var recipe: String?

    @OptionGroup(title: "Augmentation") var augmentation: AugmentationOptions

    func validate() throws {
        if [pen, outliers, corruptions].count(where: { $0 }) > 1 {
            throw ValidationError("--pen, --outliers and --corruptions show different sheets: give one")
        }
        for (name, value) in [("--count", count), ("--columns", columns)] where !(1...100).contains(value) {
            throw ValidationError("\(name) is \(value), it must be in 1...100")
        }
    }

    func run() async throws {
        let file = try OutputFile(output, besides: recipe.map { [$0] } ?? [])
        let sheet =
            if pen { try penSheet() } else if outliers { try await outlierSheet() } else if corruptions {
                try await corruptionSheet()
            } else { try await augmentationSheet() }
        let picture = GrayImage(width: sheet.width, height: sheet.height, pixels: sheet.pixels)
        do {
            try Data(PNGEncoder().encode(picture)).write(to: URL(filePath: file.path), options: .atomic)
        } catch {
            throw TrainingError.unwritable(path: output, reason: FileFailure(error).description)
        }
        for block in sheet.blocks {
            try Console.standardOutput.print(
                "rows \(block.rows.lowerBound + 1) to \(block.rows.upperBound): \(block.caption)")
        }
        try Console.standardOutput.print("wrote \(output)")
    }

    /// What augmentation does to training images.
    private func augmentationSheet() async throws -> ContactSheet {
        let isBare = recipe == nil && augmentation.flags.allSatisfy { $0.value == nil }
        let shown = try isBare ? .moderate : Recipe(path: recipe, flags: augmentation.flags).augmentation
        try await Interruption().value(of: Task { [data] in try await data.fetchMissing(.whole) })
        let images = try data.load().train
        var generator = SplitMix64(seed: seed, path: 4)
        let chosen = (0..<count).map { _ in Int(generator.next(upperBound: UInt64(images.count))) }
        return ContactSheet(of: shown, images: images.subset(chosen), columns: columns, using: &generator)
    }

    /// What is drawn of each kind that is no digit.
    private func outlierSheet() async throws -> ContactSheet {
        try await Interruption().value(of: Task { [data] in try await data.fetchMissing(.whole) })
        let digits = try data.load().train
        guard (digits.width, digits.height) == (DigitSamples.side, DigitSamples.side),
            let samples = DigitSamples(pixels: digits.pixels, labels: digits.labels)
        else { throw TrainingError.outliersDoNotFit(size: "\(digits.width)x\(digits.height)") }
        return ContactSheet(of: samples, rows: count, columns: columns, seed: seed)
    }

    /// What corruptions do to test images, the same as in the suite.
    private func corruptionSheet() async throws -> ContactSheet {
        try await Interruption().value(of: Task { [data] in try await data.fetchMissing(.test) })
        let images = try data.loadTest()
        let chosen = (0..<count * columns).map { $0 % images.count }
        return ContactSheet(corrupting: images, indices: chosen, columns: columns, seed: seed)
    }

    /// What hands and pens make of drawings.
    private func penSheet() throws -> ContactSheet {
        let digits = WriterSplit(try strokes.load()).training.sorted { $0.digit < $1.digit }
        var generator = SplitMix64(seed: seed, path: 4)
        // One of each part of the sorted digits, so that all classes are shown alike.
        let chosen = (0..<count).map { row in
            let place = digits.count * row + Int(generator.next(upperBound: UInt64(digits.count)))
            return digits[place / count]
        }
        return ContactSheet(of: chosen, columns: columns, using: &generator)
    }
}
