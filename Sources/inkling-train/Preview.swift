import ArgumentParser
import CommandSupport
import DigitModel
import Files
import FoundationEssentials
import MNISTData
import Neural
import Raster
import Training

/// `inkling-train preview`: shows what augmentation does to digits.
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draws a contact sheet of digits and what augmentation makes of them.",
        discussion: """
            A row for each digit: itself, then distorted at random. A block of rows for each kind of distortion \
            alone, and at last all of them together. With a recipe or augmentation options it shows what fit does \
            with the same; without any, every kind at a moderate strength.
            """)

    @OptionGroup var data: DataOptions

    @Option(help: "Digits in each block, drawn from the training images (1...100).")
    var count = 3

    @Option(help: "Distorted pictures beside each digit (1...100).")
    var columns = 12

    @Option(help: "Draws the digits and the distortions.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Where the sheet goes, a PNG file.", valueName: "file"))
    var output: String

    @Option(
        help: ArgumentHelp("A recipe, whose augmentation is shown; options override it.", valueName: "file"))
    var recipe: String?

    @OptionGroup(title: "Augmentation") var augmentation: AugmentationOptions

    func validate() throws {
        for (name, value) in [("--count", count), ("--columns", columns)] where !(1...100).contains(value) {
            throw ValidationError("\(name) is \(value), it must be in 1...100")
        }
    }

    func run() async throws {
        let file = try OutputFile(output, besides: recipe.map { [$0] } ?? [])
        let isBare = recipe == nil && augmentation.flags.allSatisfy { $0.value == nil }
        let shown = try isBare ? .moderate : Recipe(path: recipe, flags: augmentation.flags).augmentation
        try await Interruption().value(of: Task { [data] in try await data.fetchMissing(.whole) })
        let images = try data.load().train
        var generator = SplitMix64(seed: seed, path: 4)
        let chosen = (0..<count).map { _ in Int(generator.next(upperBound: UInt64(images.count))) }
        let sheet = ContactSheet(
            of: shown, images: images.subset(chosen), columns: columns, using: &generator)
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
}
