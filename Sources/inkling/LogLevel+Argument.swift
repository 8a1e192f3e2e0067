public import ArgumentParser
public import Logging

/// Log levels are options by their own names.
extension Logger.Level: @retroactive ExpressibleByArgument {}
