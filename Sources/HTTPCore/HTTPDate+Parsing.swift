extension HTTPDate {
    /// Reads a date in any of the three forms that a recipient must accept (RFC 9110 §5.6.7), case and all; nil where
    /// it is none of them.
    ///
    /// `now` is only for the form with two digits of a year: they are never more than 50 years ahead of it.
    init?(_ text: some StringProtocol, now: HTTPDate) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map { Array($0.utf8) }
        let parts: (day: [UInt8], month: [UInt8], year: Int?, time: [UInt8])
        switch words.count {
        // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
        case 6 where Self.isWeekday(words[0], in: Self.weekdays, before: ",") && Self.isGMT(words[5]):
            parts = (words[1], words[2], Self.number(words[3], digits: 4), words[4])
        // RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
        case 4 where Self.isWeekday(words[0], in: Self.longWeekdays, before: ",") && Self.isGMT(words[3]):
            let date = words[1].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            guard date.count == 3 else { return nil }
            let year = Self.number(Array(date[2]), digits: 2).map { Self.fullYear($0, now: now) }
            parts = (Array(date[0]), Array(date[1]), year, words[2])
        // asctime: Sun Nov  6 08:49:37 1994, the day in two places
        case 6 where words[2].isEmpty && words[3].count == 1 && Self.isWeekday(words[0], in: Self.weekdays):
            parts = ([0x30] + words[3], words[1], Self.number(words[5], digits: 4), words[4])
        case 5 where words[2].first != 0x30 && Self.isWeekday(words[0], in: Self.weekdays):
            parts = (words[2], words[1], Self.number(words[4], digits: 4), words[3])
        default:
            return nil
        }
        guard let day = Self.number(parts.day, digits: 2), let year = parts.year,
            let month = Self.months.firstIndex(where: { parts.month.elementsEqual($0.utf8) }),
            let second = Self.second(parts.time)
        else { return nil }
        let days = Self.daysSinceEpoch(year: year, month: month + 1, day: day)
        guard day > 0, Self.civilDate(daysSinceEpoch: days) == (year, month + 1, day) else { return nil }
        self.init(unixSeconds: days * 86_400 + second)
    }

    private static let longWeekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    /// Which day of the week it says matters to nobody; that it is one does.
    private static func isWeekday(_ word: [UInt8], in names: [String], before mark: String = "") -> Bool {
        names.contains { word.elementsEqual(($0 + mark).utf8) }
    }

    private static func isGMT(_ word: [UInt8]) -> Bool { word.elementsEqual("GMT".utf8) }

    private static func number(_ text: [UInt8], digits: Int) -> Int? {
        guard text.count == digits, text.allSatisfy(\.isDigit) else { return nil }
        return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// `hh:mm:ss` as seconds; a leap second counts as the one after it.
    private static func second(_ text: [UInt8]) -> Int? {
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .compactMap { number(Array($0), digits: 2) }
        guard text.count == 8, parts.count == 3, parts[0] < 24, parts[1] < 60, parts[2] <= 60 else {
            return nil
        }
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }

    private static func fullYear(_ twoDigits: Int, now: HTTPDate) -> Int {
        let thisYear = civilDate(daysSinceEpoch: now.unixSeconds / 86_400).year
        let year = thisYear - thisYear % 100 + twoDigits
        if year > thisYear + 50 { return year - 100 }
        return year <= thisYear - 50 ? year + 100 : year
    }

    /// The inverse of `civilDate`.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let yearFromMarch = year - (month <= 2 ? 1 : 0)
        let era = (yearFromMarch >= 0 ? yearFromMarch : yearFromMarch - 399) / 400
        let yearOfEra = yearFromMarch - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
