import DigitModel
import MNISTData
import Neural

extension Recipe {
    /// What is asked of a network with this recipe where it is shown no digit.
    var exposure: OutlierExposure {
        OutlierExposure(weight: outliers.weight, energyWeight: outliers.energyWeight)
    }

    /// What a network with this recipe learns from; `teachers` are those that it names.
    func objective(teachers: [Checkpoint]) -> Objective {
        let labelLoss = CrossEntropy(labelSmoothing: loss.labelSmoothing)
        guard let distillation else { return .labels(labelLoss) }
        return .distillation(
            DistillationLoss(
                labelLoss: labelLoss, temperature: distillation.temperature, weight: distillation.weight),
            from: Teachers(teachers, temperature: distillation.temperature, batchSize: batchSize))
    }

    /// Reads the checkpoints of the teachers, who are to look at `images`; none where the recipe names none.
    ///
    /// - Throws: `TrainingError.badTeacher`, which names the file, or `.otherImageSize`.
    func loadTeachers(lookingAt images: LabelledImages) throws(TrainingError) -> [Checkpoint] {
        let teachers: [Checkpoint]
        do throws(CheckpointError) {
            teachers = try Checkpoint.members(paths: distillation?.teachers ?? [])
        } catch {
            throw .badTeacher(error)
        }
        for teacher in teachers { try teacher.architecture.check(images) }
        return teachers
    }
}
