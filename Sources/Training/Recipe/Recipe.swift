public import MNISTData

/// Everything that decides what a training run's weights will be.
///
/// A new one is a sound recipe to begin with; those of the shipped weights are files, Models/recipes/*.json.
///
/// `Recipe+Fields.swift` has the name of each field in files, and what each may be.
public struct Recipe: Sendable, Equatable {
    /// The name of an `Architecture`.
    public var architecture = "inkling"

    /// Passes over the training images.
    public var epochs = 20

    /// Images in one step.
    public var batchSize = 64

    /// Seeds everything random.
    public var seed: UInt64 = 1

    public var optimizer = Optimizer.adamW
    public var schedule = Schedule.oneCycle()
    public var initialization = Initialization.he
    public var loss = Loss()

    /// The norm of all gradients together that a step is cut down to where it is longer; nil never cuts
    /// (Pascanu, Mikolov and Bengio 2013).
    public var clipNorm: Float?

    public var averaging = Averaging.exponential()

    /// Epochs without a better one after which a run ends; nil never ends one early.
    public var earlyStoppingPatience: Int?

    public var validation = Validation.count(5000)

    /// How images are moved at random.
    public var augmentation = Augmentation(rotation: 10, translation: 2, scale: 0.1, shear: 0.15)

    /// Digits that people drew with a pen, to learn from beside the images.
    public var penStrokes = PenStrokes()

    /// Pictures that people said something about, to learn from beside the images.
    public var extra = Extra()

    /// Pictures of no digit, to learn from that there are such.
    public var outliers = Outliers()

    /// Networks to learn from beside the labels; nil learns from labels alone.
    public var distillation: Distillation?

    public init() {}
}

extension Recipe {
    /// How a step follows from its gradients.
    public struct Optimizer: Sendable, Equatable {
        public enum Method: Sendable, Equatable {
            /// Gradient descent; `nesterov` looks ahead along the momentum.
            case sgd(momentum: Float = 0.9, nesterov: Bool = false)
            /// Adam, its weight decay a part of the gradient (Kingma and Ba 2015).
            case adam(Moments = Moments())
            /// Adam with decoupled weight decay (Loshchilov and Hutter 2019).
            case adamW(Moments = Moments())
        }

        /// What Adam keeps of its moments at each step, and what it adds to the root that it divides by.
        public struct Moments: Sendable, Equatable {
            public var beta1: Float = 0.9
            public var beta2: Float = 0.999
            public var epsilon: Float = 1e-8

            public init() {}
        }

        public var method: Method

        /// The highest learning rate of the schedule.
        public var learningRate: Float

        /// The decay of kernels and matrices; biases and scales are left alone.
        public var weightDecay: Float

        public static let sgd = Optimizer(method: .sgd(), learningRate: 0.1, weightDecay: 5e-4)
        public static let adam = Optimizer(method: .adam(), learningRate: 0.003, weightDecay: 0)
        public static let adamW = Optimizer(method: .adamW(), learningRate: 0.003, weightDecay: 0.01)
    }

    /// How the learning rate changes from step to step.
    public enum Schedule: Sendable, Equatable {
        case constant
        /// Up to the optimiser's rate in the first `peakShare` of the steps, then down, along half cosines; begins
        /// at rate / `initialDivisor`, ends at a `finalDivisor`th of that (Smith and Topin 2018). The learning rate alone: PyTorch's moves the
        /// momentum too, by default.
        case oneCycle(peakShare: Float = 0.3, initialDivisor: Float = 25, finalDivisor: Float = 1e4)
        /// A straight line from rate / `initialDivisor` up in the first `warmUpShare` of the steps, then down a half
        /// cosine to `minimumRate` (Loshchilov and Hutter 2017).
        case cosine(warmUpShare: Float = 0.05, initialDivisor: Float = 25, minimumRate: Float = 0)
        /// Times `factor` whenever the validation loss (the log's, by the temperature fitted to the same images) has
        /// not sunk for more than `patience` epochs, never below `minimumRate`.
        case plateau(factor: Float = 0.1, patience: Int = 3, minimumRate: Float = 0)
    }

    /// What the random initial weights are scaled by.
    public enum Initialization: String, Sendable, CaseIterable {
        /// By the inputs of each unit, for rectifiers (He and others 2015).
        case he
        /// By inputs and outputs of each unit (Glorot and Bengio 2010).
        case xavier
    }

    /// What is minimised: cross-entropy.
    public struct Loss: Sendable, Equatable {
        /// The share of the target that is spread over all classes (Szegedy and others 2016).
        public var labelSmoothing: Float = 0.05

        public init() {}
    }

    /// Which weights are validated and kept.
    public enum Averaging: Sendable, Equatable {
        /// Those of the last step.
        case none
        /// A moving average that keeps `decay` of itself at each step; in the first ones less, (1 + t) / (10 + t).
        case exponential(decay: Float = 0.998)
        /// The equal mean of those after every epoch (or step) from `startShare` of the epochs on
        /// (Izmailov and others 2018); batch norm's running statistics are averaged too, not taken anew.
        case stochastic(startShare: Float = 0.75, every: Interval = .epoch)

        /// How often the equal mean takes weights in.
        public enum Interval: String, Sendable, CaseIterable {
            case step, epoch
        }
    }

    /// How many training images are kept apart to choose the best epoch by, every class in proportion.
    public enum Validation: Sendable, Equatable {
        case count(Int)
        /// A share of the training images, rounded.
        case share(Float)

        /// Fewer images tell nothing of an epoch, nor of a temperature.
        static let fewest = 10

        /// How many of `available` training images that is.
        func count(of available: Int) -> Int {
            switch self {
            case .count(let count): count
            case .share(let share): Int((share * Float(available)).rounded())
            }
        }
    }

    /// What is made of pen strokes; which ones, the run is told (`TrainingMaterial`).
    public struct PenStrokes: Sendable, Equatable {
        /// Pictures drawn of each digit that is learnt from, each by another hand and pen; 0 uses no strokes.
        public var copies = 0

        public init() {}
    }

    /// What is learnt from pictures that people said something about; which ones, the run is told (`ExtraPictures`).
    public struct Extra: Sendable, Equatable {
        /// How often each is among the images, moved otherwise each time.
        public var copies = 1

        public init() {}
    }

    /// What is drawn that is no digit, and how much it counts (Hendrycks, Mazeika and Dietterich 2019).
    public struct Outliers: Sendable, Equatable {
        /// Pictures for each image of a digit, new ones in every epoch; 0 draws none.
        public var share: Float = 0

        /// The weight of their cross-entropy with even probabilities, where that of a digit counts 1.
        public var weight: Float = 0.5

        /// The weight of the loss that parts digits from them by their energy.
        public var energyWeight: Float = 0.5

        /// How many pictures go with `count` images.
        func count(for count: Int) -> Int { Int((share * Float(count)).rounded()) }

        public init() {}
    }

    /// Learning from the answers of trained networks (Hinton, Vinyals and Dean 2015).
    public struct Distillation: Sendable, Equatable {
        /// Paths of the teachers' checkpoints; their probabilities are averaged.
        public var teachers: [String]

        /// What softens the answers of teachers and student alike.
        public var temperature: Float = 4

        /// The share of the loss that is the teachers'; the labels have the rest.
        public var weight: Float = 0.9

        public init(teachers: [String]) {
            self.teachers = teachers
        }
    }
}
