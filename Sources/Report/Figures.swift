import CommandSupport

/// Numbers as a report shows them, with a typesetter's minus.
enum Figures {
    /// `value` with exactly `digits` digits after the point.
    static func fixed(_ value: Double, _ digits: Int) -> String {
        let text = CommandSupport.fixed(value, digits)
        return text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
    }

    /// A count with its thousands apart: 157,330.
    static func grouped(_ count: Int) -> String {
        var digits = String(count.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (count < 0 ? "\u{2212}" : "") + ([digits] + groups).joined(separator: ",")
    }

    /// A count in three figures, for headlines: 12.4 million.
    static func rounded(_ count: Int) -> String {
        switch count {
        case 1_000_000_000...: significant(Double(count) / 1e9, 3) + " billion"
        case 1_000_000...: significant(Double(count) / 1e6, 3) + " million"
        default: grouped(count)
        }
    }

    /// A share of 0 to 1 as a percentage.
    static func percent(_ share: Double, _ digits: Int = 2) -> String {
        fixed(100 * share, digits) + "\u{A0}%"
    }

    /// A probability as a percentage that is never rounded to certainty: 100 % and 0 % are said only of 1 and 0.
    static func probability(_ value: Float) -> String {
        let share = Double(value)
        if share > 0.999, share < 1 { return ">\u{A0}99.9\u{A0}%" }
        if share > 0, share < 0.001 { return "<\u{A0}0.1\u{A0}%" }
        return percent(share, 1)
    }

    /// `value` rounded to so many figures that count, without zeros at its end; below a ten-thousandth with its power
    /// of ten, as 1.2e-8.
    static func significant(_ value: Double, _ figures: Int) -> String {
        guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
        var magnitude = 0
        var rest = abs(value)
        while rest >= 10 { (rest, magnitude) = (rest / 10, magnitude + 1) }
        while rest < 1 { (rest, magnitude) = (rest * 10, magnitude - 1) }
        if magnitude < -4 { return significant(value < 0 ? -rest : rest, figures) + "e\(magnitude)" }
        var text = fixed(value, max(0, figures - 1 - magnitude))
        guard text.contains(".") else { return text }
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    /// A size in decimal units, as file managers give it: 635 KB.
    static func bytes(_ count: Int) -> String {
        switch count {
        case 1_000_000...: fixed(Double(count) / 1e6, 2) + "\u{A0}MB"
        case 1000...: fixed(Double(count) / 1e3, 0) + "\u{A0}KB"
        default: "\(count)\u{A0}bytes"
        }
    }

    /// Seconds as a person says them: 17 min 42 s.
    static func duration(_ seconds: Double) -> String {
        let total = Int(min(1e12, max(0, seconds)).rounded())
        let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
        if hours > 0 { return "\(hours)\u{A0}h \(minutes)\u{A0}min" }
        return minutes > 0 ? "\(minutes)\u{A0}min \(rest)\u{A0}s" : "\(rest)\u{A0}s"
    }
}
