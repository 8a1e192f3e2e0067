/// The constants of batch normalisation that training and folding share; PyTorch's defaults.
public enum BatchNormalization {
    /// ε, added to a variance before its root is taken.
    public static let epsilon: Float = 1e-5

    /// How far one batch moves the running statistics.
    public static let momentum: Float = 0.1
}
