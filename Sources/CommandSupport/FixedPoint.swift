/// `value` with exactly `digits` digits after the point; `nan`, `inf` or `-inf` where it is no number.
///
/// Beyond 10^15, where a `Double` has no such digits to give, as Swift describes it.
public func fixed(_ value: Double, _ digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (value * scale).rounded()
    guard !value.isNaN else { return "nan" }
    guard scaled.magnitude < 1e18, value.magnitude < 1e15 else { return "\(value)" }
    let whole = String(Int(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, digits + 1 - whole.count)) + whole
    let sign = scaled < 0 ? "-" : ""
    return digits == 0 ? sign + padded : sign + padded.dropLast(digits) + "." + padded.suffix(digits)
}
