/// Which endpoint answers which path and method; values, so that the API layer words every answer itself.
public struct RouteTable<Endpoint: Sendable>: Sendable {
    /// What the table says about a request.
    public enum Match: Sendable {
        /// This endpoint answers; a HEAD finds the endpoint of GET, the encoder leaves the body out.
        case endpoint(Endpoint)
        /// OPTIONS without an endpoint of its own: 204 with this `Allow`.
        case options(allow: String)
        /// The path exists, the method does not: 405 with this `Allow` (RFC 9110 §15.5.6).
        case methodNotAllowed(allow: String)
        /// The method is none that HTTP registers: 501 (RFC 9110 §9.1).
        case unknownMethod
        /// No such path: 404.
        case notFound
    }

    private var routes: [String: [(method: HTTPMethod, endpoint: Endpoint)]] = [:]

    /// Makes an empty table.
    public init() {}

    /// Adds an endpoint; a second one for the same method and path replaces the first.
    public mutating func add(_ method: HTTPMethod, _ path: String, _ endpoint: Endpoint) {
        routes[path, default: []].removeAll { $0.method == method }
        routes[path, default: []].append((method, endpoint))
    }

    /// Every path and the methods that have an endpoint there.
    public var methods: [String: Set<HTTPMethod>] { routes.mapValues { Set($0.map(\.method)) } }

    /// Looks a request up by method and exact path.
    public func match(_ method: HTTPMethod, _ path: String) -> Match {
        guard method.isRegistered else { return .unknownMethod }
        if method == .options, path == "*" {
            return .options(allow: allow(routes.values.joined().map(\.method)))
        }
        guard let candidates = routes[path] else { return .notFound }
        if let found = candidates.first(where: { $0.method == method }) { return .endpoint(found.endpoint) }
        if method == .head, let found = candidates.first(where: { $0.method == .get }) {
            return .endpoint(found.endpoint)
        }
        let allow = allow(candidates.map(\.method))
        return method == .options ? .options(allow: allow) : .methodNotAllowed(allow: allow)
    }

    /// Whether a method of that exact path has an endpoint.
    public func contains(_ path: String) -> Bool { routes[path] != nil }

    /// The `Allow` field: the given methods, HEAD where there is GET, OPTIONS always; sorted.
    private func allow(_ methods: [HTTPMethod]) -> String {
        var names = Set(methods.map(\.rawValue))
        names.insert(HTTPMethod.options.rawValue)
        if names.contains("GET") { names.insert("HEAD") }
        return names.sorted().joined(separator: ", ")
    }
}
