import Neural

// What a recipe's fields stand for.

extension Recipe.Optimizer {
    func optimizer(for layout: ParameterLayout) -> any Optimizer {
        func adam(_ moments: Moments, _ decay: Adam.Decay) -> Adam {
            Adam(
                layout: layout, decay: decay, beta1: moments.beta1, beta2: moments.beta2,
                epsilon: moments.epsilon)
        }
        return switch method {
        case .sgd(let momentum, let nesterov):
            SGD(layout: layout, momentum: momentum, isNesterov: nesterov, weightDecay: weightDecay)
        case .adam(let moments): adam(moments, .penalty(weightDecay))
        case .adamW(let moments): adam(moments, .decoupled(weightDecay))
        }
    }
}

extension Recipe.Initialization {
    func parameters(for layout: ParameterLayout, seed: UInt64) -> [Float] {
        switch self {
        case .he: HeInitialization().parameters(for: layout, seed: seed)
        case .xavier: XavierInitialization().parameters(for: layout, seed: seed)
        }
    }
}

extension Recipe {
    func learningRateSchedule(stepsPerEpoch: Int) -> any LearningRateSchedule {
        let (peak, steps) = (optimizer.learningRate, epochs * stepsPerEpoch)
        switch schedule {
        case .constant:
            return ConstantRate(peak)
        case .oneCycle(let peakShare, let initialDivisor, let finalDivisor):
            return OneCycle(
                peak: peak, totalSteps: steps, peakShare: peakShare, initialDivisor: initialDivisor,
                finalDivisor: finalDivisor)
        case .cosine(let warmUpShare, let initialDivisor, let minimumRate):
            return CosineDecay(
                peak: peak, totalSteps: steps, warmUpSteps: Int(warmUpShare * Float(steps)),
                initialDivisor: initialDivisor, minimum: minimumRate)
        case .plateau(let factor, let patience, let minimumRate):
            return ReduceOnPlateau(initial: peak, factor: factor, patience: patience, minimum: minimumRate)
        }
    }

    func weightAverage(of parameters: [Float], stepsPerEpoch: Int) -> (any WeightAverage)? {
        switch averaging {
        case .none:
            return nil
        case .exponential(let decay):
            return ExponentialMovingAverage(decay: decay, parameters: parameters)
        case .stochastic(let startShare, let interval):
            return StochasticWeightAverage(
                start: Int(startShare * Float(epochs)) * stepsPerEpoch,
                interval: interval == .epoch ? stepsPerEpoch : 1, count: parameters.count)
        }
    }
}
