import ArgumentParser
import CommandSupport
import MNISTData

/// `inkling-train export-images`: writes samples as PNG files.
struct ExportImages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes images of the data as PNG files by class, which --data reads back.",
        discussion: """
            The image with index 42 that shows a 3 becomes 3/00042.png below --output: light ink on dark, 28x28, \
            as the data has it.
            """)

    /// Which images.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case train, test
    }

    @OptionGroup var data: DataOptions

    @Option(help: "The part that images are taken from: train or test.")
    var part = Part.test

    @Option(help: "How many images, the first of the part; all by default.")
    var count: Int?

    @Flag(help: "Take --count images of each class.")
    var perClass = false

    @Option(help: ArgumentHelp("Where the files go, a new or empty folder.", valueName: "dir"))
    var output: String

    @Flag(help: "Dark ink on light paper, for people: a folder to train from is light on dark.")
    var invert = false

    @Option(help: "The side of the square that each pixel becomes, 1 to 64; larger than 1 is for people too.")
    var scale = 1

    func validate() throws {
        guard (1...64).contains(scale) else {
            throw ValidationError("--scale is \(scale), it must be in 1...64")
        }
        if let count, count < 1 { throw ValidationError("--count is \(count), it must be at least 1") }
        if perClass, count == nil { throw ValidationError("--per-class needs --count: how many of each") }
    }

    func run() async throws {
        let interruption = await Interruption()
        try await interruption.value(
            of: Task { [data, part] in
                try await data.fetchMissing(part == .test ? .test : .whole)
            })
        let images = try part == .test ? data.loadTest() : data.load().train
        var export = PNGExport()
        export.isInverted = invert
        export.scale = scale
        let indices = PNGExport.indices(of: images, count: count, perClass: perClass)
        try export.write(images, at: indices, to: output)
        try Console.standardOutput.print("wrote \(indices.count) images to \(output)")
    }
}
