public import DigitModel
public import MNISTData
public import Neural
import Training

extension RunReport {
    /// Measures a checkpoint on the test images, as it is served, and looks inside.
    public init(
        measuring checkpoint: Checkpoint, fileSize: Int, on test: LabelledImages, log: EpochLog?, team: Team
    ) {
        let labels = test.labels.map(Int.init)
        temperature = checkpoint.metadata.temperature
        let logits = Evaluator(team: team).logits(of: test, by: InferencePlan(checkpoint))
        let readings = Readings(logits: logits, labels: labels, temperature: temperature)
        func pixels(_ index: Int) -> [UInt8] { Array(test.pixels[test.pixelRange(of: index)]) }
        model = ModelSummary(checkpoint.architecture)
        notes = checkpoint.metadata.notes
        fingerprint = checkpoint.fingerprint
        self.fileSize = fileSize
        evaluation = Evaluation(
            probabilities: readings.probabilities, labels: labels,
            classLabels: checkpoint.metadata.classLabels)
        misreadings = readings.worst(Self.misreadingLimit).map { index in
            Misreading(
                index: index, pixels: pixels(index), width: test.width, height: test.height,
                label: labels[index],
                probabilities: readings.probabilities[index], loss: readings.loss(index))
        }
        self.log = log
        firstLayer = FirstLayer(checkpoint, limit: Self.unitLimit)
        sample = labels.first.map { label in
            Sample(
                index: 0, pixels: pixels(0), width: test.width, height: test.height, label: label,
                probabilities: readings.probabilities[0],
                maps: FeatureMaps.all(
                    of: checkpoint, for: pixels(0).map { Float($0) / 255 }, limit: Self.mapLimit))
        }
        machine = Machine.current(team)
    }

    // So much of each that a page stays below some 300 KB and a reader awake.
    private static let misreadingLimit = 24
    private static let unitLimit = 32
    private static let mapLimit = 48
}
