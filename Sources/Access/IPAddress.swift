import Glibc

/// An IPv4 or IPv6 address as 128 bits; IPv4 within ::ffff:0:0/96, so that both spellings of one are equal.
public struct IPAddress: Sendable, Hashable {
    let high: UInt64
    let low: UInt64

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads an address in digits, without port, brackets or zone; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        // inet_pton reads up to a NUL.
        guard !text.utf8.contains(0) else { return nil }
        var four = in_addr()
        if unsafe inet_pton(AF_INET, text, &four) == 1 {
            self.init(high: 0, low: 0xFFFF << 32 | UInt64(UInt32(bigEndian: four.s_addr)))
            return
        }
        var bytes: (UInt64, UInt64) = (0, 0)
        guard unsafe inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
        self.init(high: UInt64(bigEndian: bytes.0), low: UInt64(bigEndian: bytes.1))
    }

    /// Whether it is an IPv4 address, however it was written.
    public var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// The address with all but its first bits zero, 0 to 128 of them.
    func prefix(_ length: Int) -> IPAddress {
        IPAddress(
            high: length >= 64 ? high : high & ~(UInt64.max >> UInt64(length)),
            low: length <= 64 ? 0 : low & ~(length >= 128 ? 0 : UInt64.max >> UInt64(length - 64)))
    }

    /// What one subscriber has: an IPv4 address, or 64 bits of IPv6, of which every host can take any.
    public var subscriber: IPAddress { isIPv4 ? self : prefix(64) }
}

/// All addresses that begin alike: an address and, after a slash, how many bits count (CIDR, RFC 4632).
public struct AddressRange: Sendable, Hashable, LosslessStringConvertible {
    public let description: String
    private let first: IPAddress
    private let length: Int

    /// Reads `10.0.0.0/8`, `2001:db8::/32`, or an address alone; bits beyond the length must be zero.
    public init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = IPAddress(parts[0]) else { return nil }
        let width = parts[0].contains(":") ? 128 : 32
        var length = width
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(parts[1]),
                number <= width
            else { return nil }
            length = number
        }
        self.description = description
        self.length = length + 128 - width
        first = address.prefix(self.length)
        // 10.1.2.3/8 is more likely a slip than meant.
        guard first == address else { return nil }
    }

    /// Whether the address is one of them.
    public func contains(_ address: IPAddress) -> Bool { address.prefix(length) == first }
}
