extension Recipe {
    /// The fields of recipes that together have every one there is: some belong to one kind of optimiser, schedule or
    /// averaging alone.
    private static let variants: [[Field]] = {
        let changes: [@Sendable (inout Recipe) -> Void] = [
            { _ in },
            { $0.optimizer = .sgd }, { $0.optimizer = .adam },
            { $0.schedule = .constant }, { $0.schedule = .cosine() }, { $0.schedule = .plateau() },
            { $0.averaging = .none }, { $0.averaging = .stochastic() },
            { $0.validation = .share(0.1) }, { $0.distillation = Distillation(teachers: ["teacher"]) },
        ]
        return changes.map { change in
            var recipe = Recipe()
            change(&recipe)
            do {
                return try recipe.fields()
            } catch {
                preconditionFailure("the defaults may be as they are: \(error)")
            }
        }
    }()

    /// Every field that a recipe may have, by its path, with its default; more than any one recipe has.
    public static let knownFields: [String: Field] = variants.joined().reduce(into: [:]) { known, field in
        if known[field.path] == nil { known[field.path] = field }
    }

    /// Of each field in a group of several kinds, the names of those that have it, ascending.
    static let kindsWithSetting: [String: [String]] = {
        var owners: [String: Set<String>] = [:]
        for fields in variants {
            for kind in fields where kind.path.hasSuffix(".kind") {
                guard case .text(let name) = kind.value else { continue }
                let group = kind.path.dropLast("kind".count)
                for field in fields where field.path.hasPrefix(group) && field.path != kind.path {
                    owners[field.path, default: []].insert(name)
                }
            }
        }
        return owners.mapValues { $0.sorted() }
    }()
}
