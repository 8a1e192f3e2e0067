/// How much of a stranger's file is taken in.
struct ImportLimits {
    /// Bytes of the file, and of what it unpacks to: the largest network here, with its optimiser's state in float64,
    /// is a seventh of that.
    var bytes = 256 << 20
    /// Instructions of a pickle; a tensor takes some forty.
    var pickleInstructions = 1_000_000

    static let standard = ImportLimits()
}
