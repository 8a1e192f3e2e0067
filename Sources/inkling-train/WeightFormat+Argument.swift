public import ArgumentParser
public import Neural

/// `--format int8`.
extension WeightFormat: ExpressibleByArgument {}
