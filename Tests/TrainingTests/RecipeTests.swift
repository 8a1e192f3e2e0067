import DigitModel
import Foundation
import MNISTData
import Testing

@testable import Training

struct RecipeTests {
    /// A change, and the field that it makes untrainable.
    struct BadField: CustomTestStringConvertible {
        let name: String
        let value: String
        let needs: String
        let change: @Sendable (inout Recipe) -> Void

        init(
            _ name: String, _ value: String, _ needs: String,
            _ change: @escaping @Sendable (inout Recipe) -> Void
        ) {
            (self.name, self.value, self.needs, self.change) = (name, value, needs, change)
        }

        var testDescription: String { "\(name) \(value)" }
    }

    static let bad = [
        BadField("epochs", "0", "in 1...100000") { $0.epochs = 0 },
        BadField("epochs", "\(Int.max)", "in 1...100000") { $0.epochs = .max },
        BadField("batch_size", "0", "in 1...4096") { $0.batchSize = 0 },
        BadField("batch_size", "-1", "in 1...4096") { $0.batchSize = -1 },
        BadField("optimizer.learning_rate", "0.0", "above 0") { $0.optimizer.learningRate = 0 },
        BadField("optimizer.learning_rate", "nan", "above 0") { $0.optimizer.learningRate = .nan },
        BadField("optimizer.learning_rate", "inf", "above 0") { $0.optimizer.learningRate = .infinity },
        BadField("optimizer.weight_decay", "-1.0", "0 or more") { $0.optimizer.weightDecay = -1 },
        BadField("optimizer.momentum", "1.0", "in 0..<1") { $0.optimizer.method = .sgd(momentum: 1) },
        BadField("optimizer.nesterov", "true", "true or false, and false without momentum") {
            $0.optimizer.method = .sgd(momentum: 0, nesterov: true)
        },
        BadField("optimizer.beta2", "1.0", "in 0..<1") {
            var moments = Recipe.Optimizer.Moments()
            moments.beta2 = 1
            $0.optimizer.method = .adam(moments)
        },
        BadField("optimizer.epsilon", "0.0", "above 0") {
            var moments = Recipe.Optimizer.Moments()
            moments.epsilon = 0
            $0.optimizer.method = .adamW(moments)
        },
        BadField("schedule.peak_share", "1.5", "in 0...1") { $0.schedule = .oneCycle(peakShare: 1.5) },
        BadField("schedule.initial_divisor", "0.5", "1 or more") {
            $0.schedule = .oneCycle(initialDivisor: 0.5)
        },
        BadField("schedule.warm_up_share", "1.0", "in 0..<1") { $0.schedule = .cosine(warmUpShare: 1) },
        BadField("schedule.minimum_rate", "nan", "0 or more") { $0.schedule = .cosine(minimumRate: .nan) },
        BadField("schedule.factor", "1.0", "in 0..<1") { $0.schedule = .plateau(factor: 1) },
        BadField("schedule.patience", "-1", "in 0...100000") { $0.schedule = .plateau(patience: -1) },
        BadField("loss.label_smoothing", "1.0", "in 0..<1") { $0.loss.labelSmoothing = 1 },
        BadField("clip_norm", "0.0", "above 0, or null") { $0.clipNorm = 0 },
        BadField("averaging.decay", "1.0", "in 0..<1") { $0.averaging = .exponential(decay: 1) },
        BadField("averaging.start_share", "1.0", "in 0..<1") { $0.averaging = .stochastic(startShare: 1) },
        BadField("early_stopping_patience", "0", "in 1...100000, or null") { $0.earlyStoppingPatience = 0 },
        BadField("validation.count", "9", "at least 10 images") { $0.validation = .count(9) },
        BadField("validation.share", "0.95", "in 0.0001...0.9") { $0.validation = .share(0.95) },
        BadField("augmentation.rotation", "181.0", "in 0...180 degrees") {
            $0.augmentation = Augmentation(rotation: 181, translation: 0, scale: 0, shear: 0)
        },
        BadField("pen_strokes.copies", "-1", "in 0...100 pictures") { $0.penStrokes.copies = -1 },
        BadField("pen_strokes.copies", "101", "in 0...100 pictures") { $0.penStrokes.copies = 101 },
        BadField("outliers.share", "-0.1", "in 0...10") { $0.outliers.share = -0.1 },
        BadField("outliers.weight", "-1.0", "0 or more") { $0.outliers.weight = -1 },
        BadField("outliers.energy_weight", "-1.0", "0 or more") { $0.outliers.energyWeight = -1 },
        BadField("distillation.teachers", "[]", "a list of one checkpoint or more") {
            $0.distillation = .init(teachers: [])
        },
    ]

    @Test(arguments: bad)
    func `a field that cannot be trained is refused by name`(_ test: BadField) {
        var recipe = Recipe()
        test.change(&recipe)
        let expected = TrainingError.badOption(name: test.name, value: test.value, needs: test.needs)
        #expect(throws: expected) { try recipe.check() }
        #expect(throws: expected) { try JSONEncoder().encode(recipe) }
        #expect(throws: expected) {
            try TrainingRun(
                recipe, dataset: .drawings(train: 24), output: "none", threads: 1, command: "",
                resuming: false)
        }
    }

    /// Recipes of every kind.
    static let kinds: [Recipe] = {
        let changes: [(inout Recipe) -> Void] = [
            { _ in }, { $0.seed = .max },
            { $0.optimizer = .sgd }, { $0.optimizer.method = .sgd(momentum: 0.5, nesterov: true) },
            { $0.optimizer = .adam }, { $0.optimizer.learningRate = 0.1 },
            { $0.schedule = .constant }, { $0.schedule = .oneCycle(peakShare: 0.5, finalDivisor: 3) },
            { $0.schedule = .cosine(minimumRate: 1e-7) }, { $0.schedule = .plateau(patience: 0) },
            { $0.initialization = .xavier }, { $0.clipNorm = 0.3 }, { $0.earlyStoppingPatience = 7 },
            { $0.averaging = .none }, { $0.averaging = .stochastic(startShare: 0, every: .step) },
            { $0.validation = .share(0.125) }, { $0.penStrokes.copies = 3 },
            { $0.outliers.share = 0.25 }, { $0.outliers.weight = 0 }, { $0.outliers.energyWeight = 2 },
            { $0.distillation = .init(teachers: ["a b", "ü\"/"]) },
            { $0.augmentation = Augmentation(rotation: 180, translation: 28, scale: 0.9, shear: 1) },
        ]
        return changes.map { change in
            var recipe = Recipe()
            change(&recipe)
            return recipe
        }
    }()

    @Test(arguments: kinds) func `a recipe that is written is the same when read`(_ recipe: Recipe) throws {
        for pretty in [true, false] {
            let text = try recipe.json(pretty: pretty)
            #expect(try Recipe(json: text) == recipe)
        }
        #expect(try recipe.difference(from: recipe) == nil)
    }

    @Test func `no two of them are the same`() throws {
        for (i, one) in Self.kinds.enumerated() {
            for other in Self.kinds[..<i] { #expect(try one.difference(from: other) != nil) }
        }
    }

    private func decode(_ json: String) throws -> Recipe { try Recipe(json: json) }

    @Test func `what a file leaves out keeps its default`() throws {
        #expect(try decode("{}") == Recipe())
        var expected = Recipe()
        expected.epochs = 3
        expected.optimizer = .sgd
        expected.optimizer.learningRate = 1
        expected.schedule = .plateau(factor: 0.5)
        expected.clipNorm = 2
        expected.distillation = .init(teachers: ["a"])
        let recipe = try decode(
            """
            {"epochs": 3, "optimizer": {"kind": "sgd", "learning_rate": 1}, "clip_norm": 2,
             "schedule": {"factor": 0.5, "kind": "plateau"}, "distillation": {"teachers": ["a"]}}
            """)
        #expect(recipe == expected)
    }

    @Test(arguments: [
        (#"{"epoch": 3}"#, "epoch", "architecture"),
        (#"{"optimizer": {"lr": 3}}"#, "optimizer.lr", "optimizer.kind"),
        (#"{"augmentation": {"turn": 1}}"#, "augmentation.turn", "augmentation.rotation"),
        (
            #"{"distillation": {"teachers": ["a"], "alpha": 1}}"#, "distillation.alpha",
            "distillation.teachers"
        ),
    ])
    func `an unknown key is refused at any depth, with the known ones`(
        _ json: String, _ name: String, _ firstKnown: String
    ) throws {
        let error = try #require(throws: TrainingError.self) { try decode(json) }
        guard case .unknownSetting(name, let known) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(known.first == firstKnown)
    }

    @Test(arguments: [
        (#"{"epochs": "3"}"#, "epochs", "\"3\"", "a whole number in 1...100000"),
        (#"{"epochs": 2.5}"#, "epochs", "2.5", "a whole number in 1...100000"),
        (#"{"epochs": null}"#, "epochs", "null", "a whole number in 1...100000"),
        (#"{"seed": -1}"#, "seed", "-1", "a whole number in 0...18446744073709551615"),
        (#"{"optimizer": "sgd"}"#, "optimizer", "\"sgd\"", "an object with settings"),
        (#"{"optimizer": {"kind": "lion"}}"#, "optimizer.kind", "\"lion\"", "one of sgd, adam, adamw"),
        (#"{"initialization": true}"#, "initialization", "true", "one of he, xavier"),
        (#"{"averaging": {"kind": {}}}"#, "averaging.kind", "an object", "one of none, ema, swa"),
        (#"{"clip_norm": [1]}"#, "clip_norm", "[1]", "a number above 0, or null"),
        (
            #"{"distillation": {"teachers": [1]}}"#, "distillation.teachers", "[1]",
            "a list of one checkpoint or more"
        ),
        (#"[]"#, "the recipe", "[]", "a JSON object"),
    ])
    func `a value of another type is refused with what it may be`(
        _ json: String, _ name: String, _ value: String, _ needs: String
    ) {
        #expect(throws: TrainingError.badOption(name: name, value: value, needs: needs)) { try decode(json) }
    }

    @Test func `fields that are set override those of a file, and another kind starts from its defaults`()
        throws
    {
        var recipe = try decode(
            #"{"optimizer": {"beta1": 0.8, "learning_rate": 1}, "validation": {"share": 0.5}}"#)
        try recipe.set([("optimizer.learning_rate", .number(2)), ("validation.count", .integer(20))])
        #expect(recipe.optimizer.learningRate == 2 && recipe.validation == .count(20))
        guard case .adamW(let moments) = recipe.optimizer.method else {
            Issue.record("\(recipe.optimizer)")
            return
        }
        #expect(moments.beta1 == 0.8)
        try recipe.set([("optimizer.momentum", .number(0.5)), ("optimizer.kind", .text("sgd"))])
        var expected = Recipe.Optimizer.sgd
        expected.method = .sgd(momentum: 0.5)
        #expect(recipe.optimizer == expected)
        let before = recipe
        #expect(throws: TrainingError.self) {
            try recipe.set([("epochs", .integer(1)), ("seed", .null)])
        }
        #expect(recipe == before)
    }

    @Test func `every field has its default among the known ones`() throws {
        for recipe in Self.kinds {
            for field in try recipe.fields() {
                #expect(Recipe.knownFields[field.path]?.allowed == field.allowed || field.value == .null)
            }
        }
        #expect(Recipe.knownFields["optimizer.learning_rate"]?.value == .number(0.003))
        #expect(Recipe.knownFields["optimizer.momentum"]?.value == .number(0.9))
    }

    @Test func `every architecture has a recipe for MNIST of its name that can be trained`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Models/recipes/mnist").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files) == Set(Architecture.all.map { "\($0.name).json" }))
        for architecture in Architecture.all {
            let recipe = try Recipe(path: folder.appending(path: "\(architecture.name).json").path)
            #expect(recipe.architecture == architecture.name)
        }
    }

    @Test func `too few images are counted`() throws {
        func prepare(_ recipe: Recipe) throws {
            _ = try TrainingRun(
                recipe, dataset: .drawings(train: 24), output: "none", threads: 1, command: "",
                resuming: false)
        }
        try prepare(.small(batchSize: 14))
        var recipe = Recipe.small(batchSize: 15)
        #expect(throws: TrainingError.tooFewImages(14, needed: 15)) { try prepare(recipe) }
        recipe.validation = .count(24)
        #expect(throws: TrainingError.tooFewImages(0, needed: 15)) { try prepare(recipe) }
        recipe.validation = .share(0.5)
        #expect(throws: TrainingError.tooFewImages(12, needed: 15)) { try prepare(recipe) }
    }
}
