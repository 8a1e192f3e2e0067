public import HTTPCore

/// Which peers are believed when they say for whom they ask.
public struct TrustedProxies: Sendable {
    /// The field in which the proxies say it. One alone: a proxy that sets one passes the other on as it came.
    public enum Field: String, Sendable, CaseIterable {
        /// A list of addresses, each proxy's peer behind those before.
        case forwardedFor = "x-forwarded-for"
        /// RFC 7239.
        case forwarded
    }

    /// A peer that is believed.
    public enum Proxy: Sendable, Hashable, LosslessStringConvertible {
        case range(AddressRange)
        /// Every client of the Unix socket.
        case local

        /// Reads a range of addresses, or `unix`.
        public init?(_ description: String) {
            if description == "unix" {
                self = .local
            } else if let range = AddressRange(description) {
                self = .range(range)
            } else {
                return nil
            }
        }

        public var description: String {
            switch self {
            case .range(let range): range.description
            case .local: "unix"
            }
        }
    }

    private let proxies: [Proxy]
    private let field: Field

    /// Believes these peers, in what that field says.
    public init(_ proxies: [Proxy], field: Field = .forwardedFor) {
        self.proxies = proxies
        self.field = field
    }

    /// Whether nobody is believed.
    public var isEmpty: Bool { proxies.isEmpty }

    /// For whom the peer asks: the last address in the field that is no proxy of ours.
    ///
    /// What stands before it was written by the client, who may write anything.
    public func client(of fields: HTTPFields, from peer: Client) -> Client {
        var client = peer
        guard isTrusted(client) else { return client }
        for text in forwarded(fields).reversed() {
            // Obfuscated or damaged: the proxy that said so is the last that is known.
            guard let address = Self.address(in: text) else { return client }
            client = .address(address.0, text: address.1)
            if !isTrusted(client) { return client }
        }
        return client
    }

    private func isTrusted(_ client: Client) -> Bool {
        proxies.contains { proxy in
            switch (proxy, client) {
            case (.range(let range), .address(let address, _)): range.contains(address)
            case (.local, .local): true
            default: false
            }
        }
    }

    private func forwarded(_ fields: HTTPFields) -> [String] {
        switch field {
        case .forwardedFor: fields.members(of: "X-Forwarded-For").map(String.init)
        case .forwarded: fields.members(of: "Forwarded").map(Self.forwardedFor)
        }
    }

    /// The `for` parameter of a member of `Forwarded` (RFC 7239 §4), without quotes; empty where it has none.
    ///
    /// Splitting at commas and semicolons before looking at quotes is right here: no address holds either.
    private static func forwardedFor(_ member: Substring) -> String {
        for pair in member.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased().filter({ $0 != " " }) == "for" else { continue }
            let value = parts[1].filter { $0 != " " }
            return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1
                ? String(value.dropFirst().dropLast()) : value
        }
        return ""
    }

    /// The address in `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:80`.
    private static func address(in text: String) -> (IPAddress, String)? {
        var text = Substring(text)
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            text = text[..<end].dropFirst()
        } else if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
            text = text[..<colon]
        }
        return IPAddress(text).map { ($0, String(text)) }
    }
}
