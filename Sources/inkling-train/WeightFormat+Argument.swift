public import ArgumentParser
public import Neural

/// `--format int8`.
extension WeightFormat: ExpressibleByArgument {
    public static var allValueStrings: [String] { [WeightFormat.int8, .float16].map(\.rawValue) }
}
