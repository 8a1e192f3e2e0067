import ArgumentParser
import Files
import MNISTData
import PenStrokes
import Training

/// What `evaluate --suite` measures, and how much of it.
struct SuiteOptions: ParsableArguments {
    @Flag(
        name: .customLong("suite"),
        help: ArgumentHelp(
            "Measure how it does in the world: one row for each kind of picture.",
            discussion: """
                Test images as they are and on a canvas; under the fifteen corruptions of MNIST-C, each as a picture \
                of 28x28 that is posted, and, in JSON, straight into the network; pen strokes of --strokes by the \
                writers that are kept apart from training, with pens and canvases of several sizes; and pictures of \
                no digit: omniglot.json of the same folder (a list of {"label", "strokes"}), and --fashion.
                """))
    var isOn = false

    @OptionGroup var strokes: StrokeOptions

    @Option(
        help: ArgumentHelp(
            "With --suite: the folder with Fashion-MNIST's test images, as fit --dataset fashion leaves them.",
            valueName: "dir"))
    var fashion: String?

    @Option(
        help: ArgumentHelp(
            "With --suite: the most pictures of a row, spread evenly over what there is. Default: all.",
            valueName: "images"))
    var limit: Int?

    @Flag(help: "With --suite: print a table in Markdown.")
    var markdown = false

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is \(limit), it must be 1 or more") }
        guard !isOn else { return }
        let given = [
            ("--strokes", strokes.strokes != nil), ("--fashion", fashion != nil), ("--limit", limit != nil),
            ("--markdown", markdown),
        ]
        if let (name, _) = given.first(where: \.1) {
            throw ValidationError("\(name) says what --suite measures: give both or neither")
        }
    }

    /// Reads all there is beside the test images.
    ///
    /// - Throws: as the readers of the files do; a folder that was not named is no error.
    func material(_ test: LabelledImages) throws -> SuiteMaterial {
        let clothes = try fashion.map { try MNISTDataset.loadTest(from: $0, as: .fashion) }
        var material = try SuiteMaterial(test: test, fashion: clothes)
        if clothes == nil {
            material.missing.append("clothes: name the folder of Fashion-MNIST with --fashion")
        }
        guard let folder = strokes.folder else {
            material.missing.append(
                "pen strokes and letters: name their folder with --strokes or INKLING_STROKES")
            return limited(material)
        }
        material.pen = WriterSplit(try PenDigit.load(from: folder)).validation
        let letters = folder + "/omniglot.json"
        if FileIdentity(letters) != nil {
            material.letters = try PenStrokeFile.read(letters)
        } else {
            material.missing.append("letters: omniglot.json is not in the folder of the pen strokes")
        }
        return limited(material)
    }

    private func limited(_ material: SuiteMaterial) -> SuiteMaterial {
        limit.map(material.limited) ?? material
    }
}
