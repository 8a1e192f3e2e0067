import DigitModel
import Testing

@testable import Interchange

struct RoundTripTests {
    @Test(arguments: Architecture.all, [ExportFormat.pt, .npz])
    func `what is exported is imported as the same bits`(
        _ architecture: Architecture, _ format: ExportFormat
    ) throws {
        let checkpoint = Checkpoint.random(architecture)
        let file = CheckpointExport(checkpoint, format: format).encoded()
        let read = try WeightImport(architecture).checkpoint(decoding: file)
        // Judged before `#expect` sees them: it would take minutes to list what differs.
        let isSame = read.parameters.elementsEqual(checkpoint.parameters) { $0.bitPattern == $1.bitPattern }
        #expect(isSame)
    }
}
