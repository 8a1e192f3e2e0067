/// A moment as HTTP writes it: IMF-fixdate, always GMT (RFC 9110 §5.6.7).
public struct HTTPDate: Sendable, Equatable, CustomStringConvertible {
    /// Whole seconds since 1970-01-01 00:00:00 UTC, leap seconds not counted.
    public let unixSeconds: Int
    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    public let description: String
    /// `1994-11-06T08:49:37+0000` (ISO 8601), for logs.
    public let iso8601: String

    /// Formats a moment; made once a second, not once an answer.
    public init(unixSeconds: Int) {
        self.unixSeconds = unixSeconds
        // Rounded down, before 1970 too.
        let second = (unixSeconds % 86_400 + 86_400) % 86_400
        let days = (unixSeconds - second) / 86_400
        let (year, month, day) = Self.civilDate(daysSinceEpoch: days)
        // Day 0 was a Thursday.
        let weekday = Self.weekdays[((days + 4) % 7 + 7) % 7]
        let clock = [second / 3600, second / 60 % 60, second % 60].map(Self.padded).joined(separator: ":")
        iso8601 = "\(year)-\(Self.padded(month))-\(Self.padded(day))T\(clock)+0000"
        description = "\(weekday), \(Self.padded(day)) \(Self.months[month - 1]) \(year) \(clock) GMT"
    }

    static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// The proleptic Gregorian date, for years 0 and later: 400-year eras that begin on 1 March, so that
    /// the leap day is an era's year's last.
    static func civilDate(daysSinceEpoch: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
