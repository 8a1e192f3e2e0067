/// The instruction set that the kernels were chosen for on this machine.
public enum InstructionSet {
    /// "AVX-512", "AVX2" or "baseline".
    public static var best: String { Kernels.Level.best.name }
}
