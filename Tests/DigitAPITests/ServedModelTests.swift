import DigitAPI
import HTTPCore
import Synchronization
import Testing

@Suite struct `The served model` {
    /// What the next load gives, and what reloads have reported.
    private final class Shelf: Sendable {
        struct Missing: Error, CustomStringConvertible {
            let description = "there is no such file"
        }

        let next = Mutex<Predictor?>(UntrainedAPI.predictor())
        let reports = Mutex<[String?]>([])

        func model() throws -> ServedModel {
            try ServedModel {
                guard let predictor = self.next.withLock({ $0 }) else { throw Missing() }
                return predictor
            } report: { outcome in
                self.reports.withLock { reports in
                    switch outcome {
                    case .success: reports.append(nil)
                    case .failure(let error): reports.append("\(error)")
                    }
                }
            }
        }

        func put(_ predictor: Predictor?) { next.withLock { $0 = predictor } }
    }

    private struct Answer: Decodable {
        struct Model: Decodable { var version: String }
        var model: Model
    }

    @Test func `is exchanged, and the answers name the new one`() throws {
        let shelf = Shelf()
        let api = UntrainedAPI(model: try shelf.model(), offer: [.predictions, .administration])
        let before: Answer = try api.post(png: Pictures.bar).decoded()
        let other = UntrainedAPI.predictor(seed: 8)
        shelf.put(other)
        let reload = api.send(.post, "/admin/reload")
        #expect(reload.status == 200)
        #expect(reload.text.contains(#""status":"reloaded""#))
        let after: Answer = try api.post(png: Pictures.bar).decoded()
        #expect(after.model.version == other.model.version)
        #expect(after.model.version != before.model.version)
        #expect(try api.send(.get, "/readyz").decoded(Answer.self).model.version == after.model.version)
        #expect(shelf.reports.withLock { $0 } == [nil])
    }

    @Test(arguments: [
        (nil, "there is no such file"),
        (
            UntrainedAPI.predictor(ready: [true, false], seed: 8),
            "the golden input does not get the answer recorded with the weights"
        ),
    ])
    func `goes on where the new one is wrong`(_ next: Predictor?, _ reason: String) throws {
        let shelf = Shelf()
        let api = UntrainedAPI(model: try shelf.model(), offer: [.predictions, .administration, .metrics])
        shelf.put(next)
        let reload = api.send(.post, "/admin/reload")
        #expect(reload.status == 422)
        #expect(try reload.failure.error.code == "model_refused")
        #expect(try reload.failure.error.message.contains(reason))
        let after: Answer = try api.post(png: Pictures.bar).decoded()
        #expect(after.model.version == UntrainedAPI.predictor().model.version)
        #expect(api.send(.get, "/readyz").status == 200)
        #expect(shelf.reports.withLock { $0 } == [reason])
        #expect(
            api.send(.get, "/metrics").text.contains(#"inkling_model_reloads_total{result="failed"} 1"#))
    }

    @Test func `is not exchanged at a page's word, nor where that is not offered`() throws {
        let request = HTTPRequest(method: .post, path: "/admin/reload", fields: ["Origin": "http://a"])
        let offered = UntrainedAPI(offer: .administration)
        #expect(offered.api.respond(to: request, id: "r").status == .forbidden)
        #expect(!offered.api.answersAtOnce(request))
        #expect(UntrainedAPI().send(.post, "/admin/reload").status == 404)
        #expect(offered.send(.post, "/predict").status == 404)
        #expect(offered.send(.get, "/metrics").status == 404)
    }

    @Test func `that is not there at the start is an error`() {
        let shelf = Shelf()
        shelf.put(nil)
        #expect(throws: Shelf.Missing.self) { try shelf.model() }
    }
}

@Suite struct `A service that stops` {
    @Test func `is not ready, and does all else`() throws {
        let api = UntrainedAPI()
        api.state.stop()
        let reply = api.send(.get, "/readyz")
        #expect(reply.status == 503)
        #expect(try reply.failure.error.code == "stopping")
        #expect(api.send(.get, "/healthz").status == 200)
        #expect(api.post(png: Pictures.bar).status == 200)
    }
}
