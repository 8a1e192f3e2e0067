/// A part of a recipe, which enters its fields in a form.
protocol RecipePart {
    /// Enters every field: changes those that the form was given, checks all.
    ///
    /// - Throws: `TrainingError.badOption` or `.unknownSetting`, which name the field by its path.
    mutating func fill(_ form: inout RecipeForm) throws(TrainingError)
}

/// What a recipe is filled in on: it hands out the values that a file or the command line gives, refuses what may
/// not be, and holds all fields afterwards, named and in their order.
struct RecipeForm {
    private(set) var fields: [Recipe.Field] = []
    private var given: [String: JSONValue]
    private var group = ""

    /// Fills in `part` with the values that are `given`, a JSON object.
    static func filled(
        by part: inout some RecipePart, given: JSONValue = .object([:])
    ) throws(TrainingError) -> RecipeForm {
        guard case .object(let members) = given else {
            throw .badOption(name: "the recipe", value: "\(given)", needs: "a JSON object")
        }
        var form = RecipeForm(given: members)
        try part.fill(&form)
        try form.refuseUnknown()
        return form
    }

    private init(given: [String: JSONValue]) {
        self.given = given
    }

    /// Enters one field.
    mutating func field<Value: RecipeValue>(
        _ key: String, _ value: inout Value, _ allowed: Allowed<Value>
    ) throws(TrainingError) {
        if let given = given[key] {
            guard let new = Value(json: given) else {
                let needs = [Value.typeWords, allowed.words].compactMap { $0 }.joined(separator: " ")
                throw .badOption(name: group + key, value: "\(given)", needs: needs)
            }
            value = new
        }
        guard allowed.holds(value) else {
            throw .badOption(name: group + key, value: "\(value.json)", needs: allowed.words)
        }
        fields.append(Recipe.Field(path: group + key, value: value.json, allowed: allowed.words))
    }

    /// Enters the field `kind`, on which the other fields of a group depend; answers a kind that is another one than
    /// before, whose fields start from their defaults.
    mutating func kind<Kind: RecipeValue & CaseIterable & RawRepresentable<String>>(
        _ kind: Kind
    ) throws(TrainingError) -> Kind? {
        var new = kind
        try field("kind", &new, .oneOfAll)
        return new == kind ? nil : new
    }

    /// Whether the group's field of that name was given.
    func isGiven(_ key: String) -> Bool { given[key] != nil }

    /// Refuses two fields of the group that say the same in two ways.
    func refuseBoth(_ one: String, _ other: String) throws(TrainingError) {
        if isGiven(one), isGiven(other) { throw .exclusiveSettings(group + one, group + other) }
    }

    /// Enters a part with fields of its own.
    mutating func group(_ key: String, _ part: inout some RecipePart) throws(TrainingError) {
        let outer = (given, group)
        switch given[key] {
        case nil: given = [:]
        case .object(let members): given = members
        case let other?:
            throw .badOption(name: group + key, value: "\(other)", needs: "an object with settings")
        }
        group += key + "."
        try part.fill(&self)
        try refuseUnknown()
        (given, group) = outer
    }

    /// Enters a part that may be absent, which null stands for.
    mutating func group<Part: RecipePart>(
        _ key: String, _ part: inout Part?, givenFirst: Part
    ) throws(TrainingError) {
        if given[key] == .null { part = nil } else if given[key] != nil { part = part ?? givenFirst }
        guard var present = part else {
            return fields.append(Recipe.Field(path: group + key, value: .null, allowed: "an object or null"))
        }
        try group(key, &present)
        part = present
    }

    /// Refuses what was given and has no field in this group.
    private func refuseUnknown() throws(TrainingError) {
        let known = fields.map(\.path).filter { $0.hasPrefix(group) }.reduce(into: [String]()) {
            known, path in
            let name = group + path.dropFirst(group.count).prefix { $0 != "." }
            if known.last != name { known.append(name) }
        }
        if let unknown = given.keys.map({ group + $0 }).filter({ !known.contains($0) }).min() {
            if let kinds = Recipe.kindsWithSetting[unknown], let kind = fields.last(where: isKindOfGroup) {
                throw .settingOfOtherKind(
                    unknown, kindSetting: kind.path, kinds: kinds, kind: RecipeForm.word(for: kind.value))
            }
            throw .unknownSetting(unknown, known: known)
        }
    }

    private func isKindOfGroup(_ field: Recipe.Field) -> Bool { field.path == group + "kind" }

    private static func word(for kind: JSONValue) -> String {
        if case .text(let name) = kind { name } else { "\(kind)" }
    }
}
