import DigitAPI
import DigitModel
import HTTPCore
import JSON
import Neural

extension FuzzTarget {
    /// The road of a JSON body with its base64, by `/predict`, or by `/read` where the first byte is odd.
    ///
    /// The answer is a digit or says whose mistake it was, never 500, and is JSON; and base64 means what a reader
    /// finds that takes one digit after the other.
    static let bodies = FuzzTarget(name: "bodies") { input throws(Finding) in
        guard let first = input.first else { return }
        let body = Array(input.dropFirst())
        let path = first % 2 == 0 ? "/predict" : "/read"
        let request = HTTPRequest(
            method: .post, path: path, fields: ["Content-Type": "application/json"], body: body)
        let response = api.respond(to: request, id: "r")
        try require(
            [200, 400, 413, 422].contains(response.status.code), "\(path) answers \(response.status)")
        try require(
            isJSON(response.body), "\(path) answers \(String(decoding: response.body, as: UTF8.self))")

        let ours = Base64.decoded(body[...])
        let theirs = decodedByDigits(body)
        try require(ours == theirs, "base64 is \(ours as Any) to us, \(theirs as Any) by its digits")
    }

    /// One whose network was never trained: its answers mean nothing, their form everything.
    private static let api: DigitAPI = {
        let architecture = Architecture.inklingTiny
        let checkpoint = Checkpoint(
            architecture: architecture,
            parameters: HeInitialization().parameters(for: architecture.layout, seed: 7),
            metadata: CheckpointMetadata(
                inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1,
                rejection: EnergyRejection(threshold: -100, scale: 1), goldenLogits: [],
                notes: ["name": "untrained"]))
        return DigitAPI(
            model: ServedModel { Predictor(Classifier([checkpoint])) }, offer: [.predictions],
            assets: StaticAssets([], start: HTTPDate(unixSeconds: 0)))
    }()

    private static func isJSON(_ text: [UInt8]) -> Bool {
        var reader = JSONReader(text)
        do throws(JSONReader.Failure) {
            guard try reader.value() == .object else { return false }
            try reader.skipRest()
            try reader.end()
            return true
        } catch {
            return false
        }
    }

    /// RFC 4648 §4, the blanks of RFC 2045 §6.8 taken out first.
    private static func decodedByDigits(_ text: [UInt8]) -> [UInt8]? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let letters = text.filter { ![0x0A, 0x0D, 0x20].contains($0) }
        let digits = letters.prefix { $0 != UInt8(ascii: "=") }
        let padding = letters.dropFirst(digits.count)
        guard letters.count % 4 == 0, padding.count <= 2, padding.allSatisfy({ $0 == UInt8(ascii: "=") })
        else { return nil }
        var (result, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
        for digit in digits {
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return result
    }
}
