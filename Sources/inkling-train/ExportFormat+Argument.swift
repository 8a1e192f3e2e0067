public import ArgumentParser
public import Interchange

/// `--format` takes a format's name: onnx, pt or npz.
extension ExportFormat: ExpressibleByArgument {}
