import DigitModel
import Synchronization

/// The model that answers, which another one takes the place of between two requests.
public final class ServedModel: Sendable {
    /// What a reload has come to.
    public typealias Outcome = Result<Prediction.Model, any Error>

    /// Why a model that was read is not served.
    public enum Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        /// Its golden input does not get the answer recorded with the weights.
        case wrongGoldenAnswer

        public var description: String {
            "the golden input does not get the answer recorded with the weights"
        }
    }

    private struct Reloads {
        var succeeded = 0
        var failed = 0
    }

    private let current: Mutex<Predictor>
    private let reloads = Mutex(Reloads())
    /// Held while a reload goes on, so that two of them cannot overtake each other.
    private let turn = Mutex(())
    private let load: @Sendable () throws -> Predictor
    private let report: @Sendable (Outcome) -> Void

    /// Loads the first model.
    ///
    /// - Parameters:
    ///   - load: reads and checks the model; called again for every reload.
    ///   - report: hears what each reload has come to.
    public init(
        load: @escaping @Sendable () throws -> Predictor,
        report: @escaping @Sendable (Outcome) -> Void = { _ in }
    ) rethrows {
        current = Mutex(try load())
        self.load = load
        self.report = report
    }

    /// The model of this moment; a request asks once and stays with it.
    public var predictor: Predictor { current.withLock { $0 } }

    /// Loads the model anew and lets it answer from now on; where that fails the old one goes on.
    ///
    /// Takes as long as a start, so not for an event loop.
    @discardableResult
    public func reload() -> Outcome {
        turn.withLock { _ in
            let outcome = Outcome {
                let next = try load()
                guard next.classifier.isReady else { throw Refusal.wrongGoldenAnswer }
                current.withLock { $0 = next }
                return next.model
            }
            reloads.withLock { reloads in
                switch outcome {
                case .success: reloads.succeeded += 1
                case .failure: reloads.failed += 1
                }
            }
            report(outcome)
            return outcome
        }
    }

    /// How many reloads there were since the start, by what they came to.
    var reloadCounts: KeyValuePairs<String, Int> {
        let reloads = reloads.withLock { $0 }
        return ["failed": reloads.failed, "succeeded": reloads.succeeded]
    }
}
