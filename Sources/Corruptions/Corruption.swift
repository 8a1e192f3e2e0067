/// What may happen to a picture of a digit that leaves it legible: the fifteen corruptions of MNIST-C.
///
/// From Mu and Gilmer (2019, "MNIST-C: A robustness benchmark for computer vision", arXiv 1906.02337), at the severities
/// of the published static data set. Nine of them go back to Hendrycks and Dietterich (2019, "Benchmarking neural network
/// robustness to common corruptions and perturbations"). They are for measuring: what is trained on them says nothing
/// about what else may happen.
public enum Corruption: String, CaseIterable, Sendable, Codable {
    case shotNoise = "shot_noise"
    case impulseNoise = "impulse_noise"
    case glassBlur = "glass_blur"
    case motionBlur = "motion_blur"
    case shear
    case scale
    case rotate
    case brightness
    case translate
    case stripe
    case fog
    case spatter
    case dottedLine = "dotted_line"
    case zigzag
    case cannyEdges = "canny_edges"

    /// Its name for people.
    public var title: String { rawValue.split(separator: "_").joined(separator: " ") }

    /// The picture as this corruption leaves it, of the same size.
    ///
    /// What is random in it is drawn from `generator`: the same draws give the same picture.
    public func applied(
        to ink: InkPlane, using generator: inout some RandomNumberGenerator
    ) -> InkPlane {
        switch self {
        case .shotNoise: ShotNoise().applied(to: ink, using: &generator)
        case .impulseNoise: ImpulseNoise().applied(to: ink, using: &generator)
        case .glassBlur: GlassBlur().applied(to: ink, using: &generator)
        case .motionBlur: MotionBlur(using: &generator).applied(to: ink)
        case .shear: AffineWarp.shear(AffineWarp.lean * generator.sign()).applied(to: ink)
        case .scale: AffineWarp.scale(AffineWarp.size).applied(to: ink)
        case .rotate: AffineWarp.rotation(AffineWarp.turn * generator.sign()).applied(to: ink)
        case .brightness: Brightness().applied(to: ink)
        case .translate: Translation(using: &generator).applied(to: ink)
        case .stripe: Stripe().applied(to: ink)
        case .fog: Fog().applied(to: ink, using: &generator)
        case .spatter: Spatter().applied(to: ink, using: &generator)
        case .dottedLine: DottedLine(in: ink, using: &generator).applied(to: ink)
        case .zigzag: Zigzag(in: ink, using: &generator).applied(to: ink)
        case .cannyEdges: CannyEdges().applied(to: ink)
        }
    }
}
