import DigitAPI
import HTTPCore
import Testing

@Suite struct `A route` {
    private let api = UntrainedAPI()

    @Test(arguments: ["/", "/index.html"])
    func `to the page gives it`(_ path: String) {
        let reply = api.send(.get, path)
        #expect(reply.status == 200)
        #expect(reply.response.body == UntrainedAPI.page)
    }

    @Test(arguments: [("/healthz", "ok"), ("/readyz", "ready")])
    func `to the state of the server tells it`(_ path: String, _ status: String) throws {
        struct Health: Decodable {
            struct Model: Decodable { var name: String }
            var status: String
            var model: Model?
        }
        let health: Health = try api.send(.get, path).decoded()
        #expect(health.status == status)
        #expect(health.model?.name == (path == "/readyz" ? "untrained" : nil))
    }

    @Test(arguments: [(1 << 20, false), (5, true)])
    func `to the capabilities tells them`(_ bodyLimit: Int, _ keyRequired: Bool) throws {
        struct Capabilities: Decodable {
            struct Limits: Decodable { var bodyBytes, images, pixels: Int }
            struct Model: Decodable { var name, version: String }
            var feedback, keyRequired: Bool
            var limits: Limits
            var model: Model
        }
        let api = UntrainedAPI(terms: ServiceTerms(bodyLimit: bodyLimit, keyRequired: keyRequired))
        let told: Capabilities = try api.send(.get, "/capabilities").decoded()
        #expect(!told.feedback)
        #expect(told.keyRequired == keyRequired)
        #expect(told.limits.bodyBytes == bodyLimit)
        #expect(told.limits.images == 256)
        #expect(told.limits.pixels == 16 << 20)
        #expect(told.model.name == "untrained")
        #expect(told.model.version == api.predictor.model.version)
        #expect(!api.api.isGuarded(HTTPRequest(method: .get, path: "/capabilities")))
    }

    @Test func `to readiness names an ensemble by its members`() throws {
        let reply = UntrainedAPI(ready: [true, true]).send(.get, "/readyz")
        #expect(reply.status == 200)
        #expect(reply.text.contains(#""name":"untrained+untrained""#))
    }

    @Test(arguments: [[false], [true, false], [false, true, true]])
    func `to readiness refuses where a member's golden input has another answer`(_ ready: [Bool]) throws {
        let reply = UntrainedAPI(ready: ready).send(.get, "/readyz")
        #expect(reply.status == 503)
        #expect(try reply.failure.error.code == "not_ready")
        #expect(reply.response.fields["Retry-After"] == "5")
        #expect(UntrainedAPI(ready: ready).send(.get, "/healthz").status == 200)
    }

    @Test(arguments: [
        ("/predict", HTTPMethod.get, "OPTIONS, POST"), ("/predict", .head, "OPTIONS, POST"),
        ("/predict", .put, "OPTIONS, POST"), ("/healthz", .post, "GET, HEAD, OPTIONS"),
        ("/", .post, "GET, HEAD, OPTIONS"), ("/index.html", .delete, "GET, HEAD, OPTIONS"),
    ])
    func `with a wrong method is 405 and names the right ones`(
        _ path: String, _ method: HTTPMethod, _ allow: String
    ) throws {
        let reply = api.send(method, path)
        #expect(reply.status == 405)
        #expect(reply.response.fields["Allow"] == allow)
        #expect(try reply.failure.error.code == "method_not_allowed")
        let options = api.send(.options, path)
        #expect(options.status == 204)
        #expect(options.response.fields["Allow"] == allow)
    }

    @Test func `with a method nobody knows is 501`() throws {
        let reply = api.send(HTTPMethod(rawValue: "BREW"), "/predict")
        #expect(reply.status == 501)
        #expect(try reply.failure.error.code == "unknown_method")
    }

    @Test(arguments: ["/nothing", "/predict/", "/Predict", "//", "/../index.html"])
    func `to nowhere is 404`(_ path: String) throws {
        let reply = api.send(.get, path)
        #expect(reply.status == 404)
        #expect(try reply.failure.error.code == "not_found")
        #expect(try reply.failure.requestId == "r-1")
    }

    @Test(arguments: [
        ("/predict", HTTPMethod.post, false), ("/predict", .get, true), ("/healthz", .get, true),
        ("/metrics", .get, true), ("/", .get, true),
    ])
    func `waits for its turn only where it predicts`(
        _ path: String, _ method: HTTPMethod, _ isAtOnce: Bool
    ) {
        #expect(api.api.answersAtOnce(HTTPRequest(method: method, path: path)) == isAtOnce)
    }
}
