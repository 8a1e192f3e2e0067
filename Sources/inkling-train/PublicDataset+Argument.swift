public import ArgumentParser
public import MNISTData

/// Data sets are options by their own names.
extension PublicDataset: ExpressibleByArgument {}
