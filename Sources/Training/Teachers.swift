import DigitModel
import Neural

/// Trained networks that a student learns from.
///
/// They see the very images that the student sees, moved as they are ("function matching": Beyer and others 2022,
/// "Knowledge distillation: a good teacher is patient and consistent"), by the plans that serve.
struct Teachers {
    let members: [LoadedCheckpoint]

    /// What softens their logits.
    let temperature: Float

    /// Of the last batch that was shown, the mean of their softened probabilities: (B, 10).
    let answers: FloatBuffer

    /// Images that go through a network together: few enough for every thread to have some of a small batch.
    private static let piece = 8

    /// - Precondition: there is at least one teacher, and all read images of the student's size.
    init(_ checkpoints: [Checkpoint], temperature: Float, batchSize: Int) {
        precondition(!checkpoints.isEmpty, "nobody would teach")
        members = checkpoints.map(LoadedCheckpoint.init)
        self.temperature = temperature
        answers = FloatBuffer(count: batchSize * Architecture.classes)
    }

    /// Shows them the first `count` images in the inputs of a network in training, on its team.
    ///
    /// The answers do not depend on the number of threads: an image's are the same in any company.
    func look(at inputs: FloatBuffer, count: Int, team: Team) {
        let (size, classes) = (members[0].checkpoint.architecture.input.count, Architecture.classes)
        unsafe inputs.withContents { inputs in
            unsafe answers.withContents { answers in
                team.forEach((count + Self.piece - 1) / Self.piece) { piece in
                    let images = piece * Self.piece..<min(count, (piece + 1) * Self.piece)
                    // From the student's scale to that of pixels; each plan has a scale of its own.
                    let pixels = unsafe inputs[images.lowerBound * size..<images.upperBound * size].map {
                        $0 * InputNormalization.deviation + InputNormalization.mean
                    }
                    let rows = unsafe UnsafeMutableBufferPointer(
                        rebasing: answers[images.lowerBound * classes..<images.upperBound * classes])
                    unsafe rows.update(repeating: 0)
                    for member in members {
                        let logits = member.logits(of: pixels, images: images.count)
                        for first in stride(from: 0, to: logits.count, by: classes) {
                            let row = softmax(
                                Array(logits[first..<first + classes]), temperature: temperature)
                            for (k, probability) in row.enumerated() {
                                unsafe rows[first + k] += probability / Float(members.count)
                            }
                        }
                    }
                }
            }
        }
    }
}
