import CommandSupport
import Training

/// What a run shows: on a terminal one line that is drawn over itself and a line for each epoch, elsewhere plain
/// lines.
struct ProgressBar {
    private let console: Console
    private let clock = ContinuousClock()
    private var lastDrawn: ContinuousClock.Instant?

    init(_ console: Console) {
        self.console = console
    }

    mutating func show(_ event: TrainingEvent) {
        switch event {
        case .step(let progress):
            let interval: Duration = console.isTerminal ? .milliseconds(100) : .seconds(30)
            let now = clock.now
            guard progress.step == progress.steps || now - (lastDrawn ?? now) >= interval else {
                lastDrawn = lastDrawn ?? now
                return
            }
            lastDrawn = now
            if console.isTerminal {
                console.redraw(Self.line(for: progress, width: console.width - 1))
            } else if progress.step < progress.steps {
                console.write(Self.text(of: progress) + "\n")
            }
        case .epoch(let record):
            if console.isTerminal { console.redraw("") }
            console.write(Self.text(of: record) + "\n")
        }
    }

    /// All there is to say with a bar as wide as `width` allows; on a narrow line no bar, and what matters least is
    /// left out.
    static func line(for progress: StepProgress, width: Int) -> String {
        let text = text(of: progress)
        let room = min(30, width - text.count - 3)
        if room >= 5 {
            let filled = room * progress.step / progress.steps
            return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: room - filled)
                + "] " + text
        }
        var parts = parts(of: progress)
        for part in [4, 3, 2] where parts.joined(separator: "  ").count > width { parts.remove(at: part) }
        return parts.joined(separator: "  ")
    }

    static func text(of progress: StepProgress) -> String {
        parts(of: progress).joined(separator: "  ")
    }

    private static func parts(of progress: StepProgress) -> [String] {
        [
            "epoch \(progress.epoch)/\(progress.epochs)", "\(100 * progress.step / progress.steps) %",
            "loss \(fixed(progress.loss, 4))", "accuracy \(fixed(100 * progress.accuracy, 2)) %",
            "\(Int(progress.imagesPerSecond)) images/s", "\(time(progress.secondsLeft)) left",
        ]
    }

    static func text(of record: EpochRecord) -> String {
        "epoch \(record.epoch)  train loss \(fixed(record.trainLoss, 4)) accuracy \(fixed(100 * record.trainAccuracy, 2)) %"
            + "  validation loss \(fixed(record.validationLoss, 4))"
            + " accuracy \(fixed(100 * record.validationAccuracy, 2)) %"
            + "  \(Int(record.imagesPerSecond)) images/s  \(time(record.seconds))\(record.isBest ? "  best" : "")"
    }

    static func time(_ seconds: Double) -> String {
        let total = Int(seconds.rounded())
        let (minutes, rest) = (total / 60, total % 60)
        return minutes < 60
            ? "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
            : "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
