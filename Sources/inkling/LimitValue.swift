import ArgumentParser

/// The value of a limit as a flag or a variable has it.
protocol LimitValue: LosslessStringConvertible, ExpressibleByArgument, Sendable {
    /// What `HTTPLimits` holds.
    associatedtype Limit
    var limit: Limit { get }
}

extension LimitValue {
    init?(argument: String) {
        self.init(argument)
    }
}

/// A number of things, 1 to a million.
struct LimitCount: LimitValue {
    let limit: Int

    init?(_ description: String) {
        guard let number = Decimal.whole(description, in: 1...1_000_000) else { return nil }
        limit = number
    }

    var description: String { "\(limit)" }
}

/// A number of bytes, 1 to 1 TiB: `1048576`, `1024KiB` or `1MiB`.
struct LimitBytes: LimitValue {
    private static let units = [("KiB", 10), ("MiB", 20), ("GiB", 30)]

    let limit: Int

    init(_ limit: Int) {
        self.limit = limit
    }

    init?(_ description: String) {
        let unit = Self.units.first { description.hasSuffix($0.0) }
        let digits = description.dropLast(unit.map(\.0.count) ?? 0)
        guard let number = Decimal.whole(digits, in: 1...(1 << 40)), number <= (1 << 40) >> (unit?.1 ?? 0)
        else {
            return nil
        }
        limit = number << (unit?.1 ?? 0)
    }

    var description: String {
        let unit = Self.units.last { limit & (1 << $0.1 - 1) == 0 }
        return unit.map { "\(limit >> $0.1)\($0.0)" } ?? "\(limit)"
    }
}

/// A time in seconds, 0.001 to a day; up to three decimals.
struct LimitSeconds: LimitValue {
    let limit: Duration

    init(_ limit: Duration) {
        self.limit = limit
    }

    init?(_ description: String) {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard let seconds = Decimal.whole(parts[0], in: 0...86_400), parts.count <= 2 else { return nil }
        var milliseconds = 0
        if parts.count == 2 {
            guard (1...3).contains(parts[1].count),
                let decimals = Decimal.whole(
                    parts[1] + String(repeating: "0", count: 3 - parts[1].count), in: 0...999)
            else { return nil }
            milliseconds = decimals
        }
        limit = .seconds(seconds) + .milliseconds(milliseconds)
        guard limit > .zero, limit <= .seconds(86_400) else { return nil }
    }

    var description: String {
        let seconds = limit / .seconds(1)
        return seconds.rounded() == seconds ? "\(Int(seconds))" : "\(seconds)"
    }
}

/// Whole numbers in decimal digits and nothing else: `Int("+5")` is 5.
private enum Decimal {
    static func whole(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(text),
            range.contains(number)
        else {
            return nil
        }
        return number
    }
}
