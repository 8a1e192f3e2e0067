/// Mean and deviation of MNIST's training pixels, 0 to 1: what every network here takes off and divides by.
public enum InputNormalization {
    public static let mean: Float = 0.1307
    public static let deviation: Float = 0.3081
}
