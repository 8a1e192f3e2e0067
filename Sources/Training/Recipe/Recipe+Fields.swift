import DigitModel
import MNISTData

// What every field is called in a file and what it may be: the one place that reading, checking, writing, comparing
// and the help texts follow from.

extension Recipe: RecipePart {
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        try form.field("architecture", &architecture, .oneOf(Architecture.all.map(\.name)))
        try form.field("epochs", &epochs, .within(1...100_000))
        try form.field("batch_size", &batchSize, .within(1...4096))
        try form.field("seed", &seed, .within(0...UInt64.max))
        try form.group("optimizer", &optimizer)
        try form.group("schedule", &schedule)
        try form.field("initialization", &initialization, .oneOfAll)
        try form.group("loss", &loss)
        try form.field("clip_norm", &clipNorm, .orNull(.above(0)))
        try form.group("averaging", &averaging)
        try form.field("early_stopping_patience", &earlyStoppingPatience, .orNull(.within(1...100_000)))
        try form.group("validation", &validation)
        try form.group("augmentation", &augmentation)
        try form.group("pen_strokes", &penStrokes)
        try form.group("extra", &extra)
        try form.group("outliers", &outliers)
        try form.group("distillation", &distillation, givenFirst: Distillation(teachers: []))
    }
}

extension Recipe.Optimizer: RecipePart {
    private enum Kind: String, CaseIterable, RecipeValue {
        case sgd, adam, adamw
    }

    private var kind: Kind {
        switch method {
        case .sgd: .sgd
        case .adam: .adam
        case .adamW: .adamw
        }
    }

    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        if let other = try form.kind(kind) {
            switch other {
            case .sgd: self = .sgd
            case .adam: self = .adam
            case .adamw: self = .adamW
            }
        }
        try form.field("learning_rate", &learningRate, .above(0))
        try form.field("weight_decay", &weightDecay, .atLeast(0))
        switch method {
        case .sgd(var momentum, var nesterov):
            try form.field("momentum", &momentum, .within(0..<1))
            let hasMomentum = momentum > 0
            try form.field(
                "nesterov", &nesterov,
                Allowed("true or false, and false without momentum") { !$0 || hasMomentum })
            method = .sgd(momentum: momentum, nesterov: nesterov)
        case .adam(var moments):
            try moments.fill(&form)
            method = .adam(moments)
        case .adamW(var moments):
            try moments.fill(&form)
            method = .adamW(moments)
        }
    }
}

extension Recipe.Optimizer.Moments: RecipePart {
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        try form.field("beta1", &beta1, .within(0..<1))
        try form.field("beta2", &beta2, .within(0..<1))
        try form.field("epsilon", &epsilon, .above(0))
    }
}

extension Recipe.Schedule: RecipePart {
    private enum Kind: String, CaseIterable, RecipeValue {
        case constant
        case oneCycle = "one-cycle"
        case cosine, plateau
    }

    private var kind: Kind {
        switch self {
        case .constant: .constant
        case .oneCycle: .oneCycle
        case .cosine: .cosine
        case .plateau: .plateau
        }
    }

    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        if let other = try form.kind(kind) {
            switch other {
            case .constant: self = .constant
            case .oneCycle: self = .oneCycle()
            case .cosine: self = .cosine()
            case .plateau: self = .plateau()
            }
        }
        switch self {
        case .constant: break
        case .oneCycle(var peakShare, var initialDivisor, var finalDivisor):
            try form.field("peak_share", &peakShare, .within(0...1))
            try form.field("initial_divisor", &initialDivisor, .atLeast(1))
            try form.field("final_divisor", &finalDivisor, .atLeast(1))
            self = .oneCycle(
                peakShare: peakShare, initialDivisor: initialDivisor, finalDivisor: finalDivisor)
        case .cosine(var warmUpShare, var initialDivisor, var minimumRate):
            try form.field("warm_up_share", &warmUpShare, .within(0..<1))
            try form.field("initial_divisor", &initialDivisor, .atLeast(1))
            try form.field("minimum_rate", &minimumRate, .atLeast(0))
            self = .cosine(
                warmUpShare: warmUpShare, initialDivisor: initialDivisor, minimumRate: minimumRate)
        case .plateau(var factor, var patience, var minimumRate):
            try form.field("factor", &factor, .within(0..<1))
            try form.field("patience", &patience, .within(0...100_000))
            try form.field("minimum_rate", &minimumRate, .atLeast(0))
            self = .plateau(factor: factor, patience: patience, minimumRate: minimumRate)
        }
    }
}

extension Recipe.Initialization: RecipeValue {}
extension Recipe.Averaging.Interval: RecipeValue {}

extension Recipe.Loss: RecipePart {
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        try form.field("label_smoothing", &labelSmoothing, .within(0..<1))
    }
}

extension Recipe.Averaging: RecipePart {
    private enum Kind: String, CaseIterable, RecipeValue {
        case none, ema, swa
    }

    private var kind: Kind {
        switch self {
        case .none: .none
        case .exponential: .ema
        case .stochastic: .swa
        }
    }

    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        if let other = try form.kind(kind) {
            switch other {
            case .none: self = .none
            case .ema: self = .exponential()
            case .swa: self = .stochastic()
            }
        }
        switch self {
        case .none: break
        case .exponential(var decay):
            try form.field("decay", &decay, .within(0..<1))
            self = .exponential(decay: decay)
        case .stochastic(var startShare, var interval):
            try form.field("start_share", &startShare, .within(0..<1))
            try form.field("every", &interval, .oneOfAll)
            self = .stochastic(startShare: startShare, every: interval)
        }
    }
}

extension Recipe.Validation: RecipePart {
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        try form.refuseBoth("count", "share")
        // Whichever is given replaces the other.
        if form.isGiven("count") { self = .count(0) } else if form.isGiven("share") { self = .share(0) }
        switch self {
        case .count(var count):
            try form.field("count", &count, .atLeast(Self.fewest, "images"))
            self = .count(count)
        case .share(var share):
            try form.field("share", &share, .within(0.0001...0.9))
            self = .share(share)
        }
    }
}

extension Augmentation: RecipePart {
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        for field in Self.fields {
            try form.field(field.name, &self[keyPath: field.path], .within(field.range, field.unit))
        }
    }
}

extension Recipe.PenStrokes: RecipePart {
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        try form.field("copies", &copies, .within(0...100, "pictures"))
    }
}

extension Recipe.Extra: RecipePart {
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        try form.field("copies", &copies, .within(1...1000, "times"))
    }
}

extension Recipe.Outliers: RecipePart {
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        try form.field("share", &share, .within(0...10))
        try form.field("weight", &weight, .atLeast(0))
        try form.field("energy_weight", &energyWeight, .atLeast(0))
    }
}

extension Recipe.Distillation: RecipePart {
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError) {
        try form.field("teachers", &teachers, Allowed("a list of one checkpoint or more") { !$0.isEmpty })
        try form.field("temperature", &temperature, .above(0))
        try form.field("weight", &weight, .within(0...1))
    }
}
