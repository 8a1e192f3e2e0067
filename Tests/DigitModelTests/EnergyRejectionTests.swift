import Testing

@testable import DigitModel

struct EnergyRejectionTests {
    /// One logit list for each energy: log exp(e) = e.
    private func lists(_ energies: [Float]) -> [[Float]] { energies.map { [$0] } }

    @Test func `the threshold is even odds, and a scale away the odds are e to 1`() {
        let rejection = EnergyRejection(threshold: 5, scale: 2)
        #expect(rejection.digitLikelihood(of: [5]) == 0.5)
        #expect(abs(rejection.digitLikelihood(of: [7]) - 0.731_058_6) < 1e-6)
        #expect(abs(rejection.digitLikelihood(of: [3]) - 0.268_941_4) < 1e-6)
        #expect(rejection.digitLikelihood(of: [1000]) == 1)
        #expect(rejection.digitLikelihood(of: [-1000]) == 0)
    }

    @Test func `the faintest share of the digits falls below it, the median gets 0.9975`() {
        let energies = (0..<1000).map { Float(($0 * 7919) % 1000) / 100 }
        let rejection = EnergyRejection(fitting: lists(energies), rejecting: 0.02)
        let likelihoods = energies.map { rejection.digitLikelihood(of: [$0]) }
        #expect(likelihoods.count { $0 < 0.5 } == 20)
        #expect(abs(rejection.digitLikelihood(of: [5]) - 0.9975) < 1e-3)
    }

    @Test(arguments: [[], [3], [3, 3, 3, 3], [-1, -1], [0, 0]] as [[Float]])
    func `few or equal digits still give a usable scale`(_ energies: [Float]) {
        let rejection = EnergyRejection(fitting: lists(energies), rejecting: 0.005)
        #expect(rejection.scale > 0)
        #expect(energies.allSatisfy { rejection.digitLikelihood(of: [$0]) >= 0.5 })
    }
}
