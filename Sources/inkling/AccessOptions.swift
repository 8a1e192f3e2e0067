public import Access
public import ArgumentParser
import Files

/// Who may ask, from where, and how often.
struct AccessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file of API keys; /predict, /read, /feedback and /metrics then want one: Authorization: Bearer KEY.",
            discussion: """
                One a line, of 16 characters or more, with its name before it if it is to have one: name:key. The page \
                and the health checks need none. (default: everybody may ask)
                """,
            valueName: "file"))
    var apiKeys: String?

    @Option(
        help: ArgumentHelp(
            "How many requests a key, or without keys an address, may make: 20/s, 600/m, 5000/h. (default: no limit)",
            discussion:
                "1 to 1000000. A list of pictures counts as one request for each of them: what is beyond one is made up for by a longer wait for the next. An address is an IPv4 address or the first 64 bits of an IPv6 address.",
            valueName: "rate"))
    var rate: Rate?

    @Option(
        help: ArgumentHelp(
            "How many of them may come at once, 1 to 1000000. (default: the number of --rate)",
            valueName: "requests"))
    var burst: Int?

    @Option(
        help: ArgumentHelp(
            "An origin whose pages may use the API: https://example.org, or * for all; may be given several times.",
            discussion: "Environment: INKLING_CORS_ORIGIN, separated by commas. (default: none)",
            valueName: "origin"))
    var corsOrigin: [CrossOrigin.Origin] = []

    @Option(
        help: ArgumentHelp(
            "A proxy that is believed when it says for whom it asks; may be given several times.",
            discussion: """
                An address, a range such as 10.0.0.0/8, or unix for all clients of the Unix socket. Environment: \
                INKLING_TRUSTED_PROXY, separated by commas. (default: none)
                """,
            valueName: "proxy"))
    var trustedProxy: [TrustedProxies.Proxy] = []

    @Option(
        help: ArgumentHelp(
            "The field in which proxies say it: x-forwarded-for or forwarded. (default: x-forwarded-for)",
            valueName: "field"))
    var proxyField: TrustedProxies.Field?

    func rules() throws -> AccessRules {
        let proxies = try Setting.values(trustedProxy, environment: "INKLING_TRUSTED_PROXY")
        let field = try Setting.value(
            proxyField.map(FieldName.init), environment: "INKLING_PROXY_FIELD",
            default: FieldName(field: .forwardedFor))
        return AccessRules(
            keys: try keys(), limiter: try limiter(), proxies: TrustedProxies(proxies, field: field.field),
            origins: CrossOrigin(try Setting.values(corsOrigin, environment: "INKLING_CORS_ORIGIN")))
    }

    private func keys() throws -> APIKeys? {
        guard let path = try Setting.value(apiKeys, environment: "INKLING_API_KEYS") else { return nil }
        do {
            let bytes = try FileChunks.contents(of: path, limit: 1 << 20)
            return try APIKeys(String(decoding: bytes, as: UTF8.self))
        } catch let error as UnreadableFile {
            throw KeyFileError(path: path, reason: error.reason)
        } catch let error as APIKeys.Failure {
            throw KeyFileError(path: path, reason: error.description)
        }
    }

    private func limiter() throws -> RateLimiter? {
        let rate = try Setting.value(rate, environment: "INKLING_RATE")
        let burst = try Setting.value(burst, environment: "INKLING_BURST")
        if let burst, !(1...1_000_000).contains(burst) {
            throw ValidationError("--burst is \(burst), it must be in 1...1000000")
        }
        guard let rate else {
            if burst != nil { throw ValidationError("--burst needs --rate: how quickly it comes back") }
            return nil
        }
        return RateLimiter(rate, burst: burst ?? rate.count)
    }
}

/// The file of keys cannot be used; names the flag that gives another.
struct KeyFileError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path): \(reason) (--api-keys)" }
}

/// The proxies' field as a variable has it.
private struct FieldName: LosslessStringConvertible {
    let field: TrustedProxies.Field

    init(field: TrustedProxies.Field) { self.field = field }

    init?(_ description: String) {
        guard let field = TrustedProxies.Field(rawValue: description) else { return nil }
        self.field = field
    }

    var description: String { field.rawValue }
}

extension Rate: ExpressibleByArgument {}
extension CrossOrigin.Origin: ExpressibleByArgument {}
extension TrustedProxies.Proxy: ExpressibleByArgument {}
extension TrustedProxies.Field: ExpressibleByArgument {}
