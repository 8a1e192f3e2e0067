import ArgumentParser
import CommandSupport
import FoundationEssentials
import MNISTData

/// Where the data is, and fetching it if it is not there.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder with the data: IDX files, or PNG files by class.",
            discussion: """
                IDX: MNIST's four files, gzipped or not, or others in their place, under the customary names or any \
                that say train or test (t10k), images or labels; labels 0 to 9. Those that are missing are \
                downloaded, though not into a folder named here that holds other things and none of them. PNG: train/0/*.png to test/9/*.png, or 0/*.png to 9/*.png, of which 15 % of each class \
                are kept for the test, always the same; 28x28 is taken as it is, light ink on dark, every other \
                size is read as the server reads it. Environment: INKLING_DATA. Default: data, with --dataset \
                fashion data/fashion.
                """, valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "What is downloaded where IDX files are missing, and gives the classes their names.",
            valueName: "name"))
    var dataset = PublicDataset.mnist

    @Option(
        help: ArgumentHelp(
            "Another folder of either kind, whose images are the test part instead.", valueName: "dir"))
    var test: String?

    @Flag(help: "Exchange rows and columns of every image: EMNIST's files hold them on their side.")
    var transpose = false

    var folder: String {
        let standard = dataset == .mnist ? "data" : "data/\(dataset.rawValue)"
        return data ?? ProcessInfo.processInfo.environment["INKLING_DATA"] ?? standard
    }

    /// The words that say what data it is, less the folder, which is of this machine; the digest tells its content.
    var arguments: [String] {
        (dataset == .mnist ? [] : ["--dataset", dataset.rawValue]) + (test.map { ["--test", $0] } ?? [])
            + (transpose ? ["--transpose"] : [])
    }

    /// Reads both parts; what is missing must have been fetched.
    func load() throws -> MNISTDataset {
        let loaded = try MNISTDataset.load(from: folder, as: dataset, test: test)
        return transpose ? loaded.transposed() : loaded
    }

    /// Reads the test part alone; what is missing must have been fetched.
    func loadTest() throws -> LabelledImages {
        let loaded = try MNISTDataset.loadTest(from: folder, as: dataset, test: test)
        return transpose ? loaded.transposed() : loaded
    }

    /// Downloads what is missing of a part, saying how far it is.
    func fetchMissing(_ part: MNISTPart) async throws {
        switch (part, test) {
        case (_, nil): try await fetch(part)
        case (.test, _): break
        default: try await fetch(.train)
        }
    }

    /// A folder that somebody names is where the data is, or will be: what holds other things is a mistake, and what
    /// holds nothing may be one.
    private func checkContent(_ console: Console) throws {
        switch try FolderContent(of: folder) {
        case .data, .missing: break
        case .nothing: console.write("\(folder): the folder is empty; fetching \(dataset.title) into it\n")
        case .others(let names): throw IDXError.noData(directory: folder, found: names)
        }
    }

    private func fetch(_ part: MNISTPart) async throws {
        let console = Console.standardError
        if data != nil { try checkContent(console) }
        var lastPercent: [String: Int] = [:]
        try await MNISTDownloader(dataset).fetchMissing(part, into: folder) { progress in
            let percent = progress.bytesTotal.map { 100 * progress.bytesReceived / max(1, $0) }
            let step = console.isTerminal ? 1 : 25
            let shown = percent.map { $0 / step } ?? progress.bytesReceived >> 20
            guard lastPercent[progress.file] != shown else { return }
            lastPercent[progress.file] = shown
            let amount = percent.map { "\($0) %" } ?? "\(progress.bytesReceived) bytes"
            let line =
                "fetching \(amount) of \(progress.file) (\(progress.fileNumber)/\(progress.fileCount)) from"
                + " \(progress.mirror)"
            if console.isTerminal { console.redraw(line) } else { console.write(line) }
            if !console.isTerminal || progress.bytesReceived == progress.bytesTotal { console.write("\n") }
        }
    }
}
