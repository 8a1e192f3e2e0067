import DigitAPI
import HTTPCore
import Testing

@Suite struct `Every answer` {
    private func isSafe(_ response: HTTPResponse, sourceLocation: SourceLocation = #_sourceLocation) {
        let policy = response.fields["Content-Security-Policy"] ?? ""
        #expect(policy.contains("frame-ancestors 'none'"), sourceLocation: sourceLocation)
        #expect(policy.contains("default-src 'none'"), sourceLocation: sourceLocation)
        #expect(
            response.fields.values(for: "X-Content-Type-Options") == ["nosniff"],
            sourceLocation: sourceLocation)
        #expect(
            response.fields.values(for: "Referrer-Policy") == ["no-referrer"], sourceLocation: sourceLocation)
        #expect(
            response.fields["Permissions-Policy"]?.contains("camera=()") == true,
            sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        ("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/capabilities"), ("GET", "/metrics"),
        ("GET", "/nothing"),
        ("POST", "/predict"),
        ("GET", "/predict"), ("OPTIONS", "/predict"), ("OPTIONS", "*"), ("OPTIONS", "/"), ("PUT", "/"),
        ("BREW", "/"), ("POST", "/admin/reload"),
    ])
    func `keeps browsers from guessing, framing and telling`(_ method: String, _ path: String) {
        let api = UntrainedAPI(offer: [.predictions, .metrics, .administration])
        isSafe(api.send(HTTPMethod(rawValue: method), path).response)
    }

    @Test func `of the protocol layer does, too`() {
        isSafe(UntrainedAPI().api.respond(refusing: HTTPRefusal.bareLineEnd, id: "r"))
    }

    @Test func `with a page lets it run nothing that stands in its text`() {
        let policy = SecurityFields.page["Content-Security-Policy"] ?? ""
        #expect(policy.contains("default-src 'self'"))
        #expect(!policy.contains("unsafe"))
        #expect(policy.contains("frame-ancestors 'none'"))
    }

    @Test(arguments: ["worker-src 'self'", "manifest-src 'self'", "media-src 'self' blob:"])
    func `with a page lets it be installed and use the camera`(_ directive: String) {
        #expect(SecurityFields.page["Content-Security-Policy"]?.contains(directive) == true)
        #expect(SecurityFields.page["Permissions-Policy"]?.contains("camera=(self)") == true)
    }
}
