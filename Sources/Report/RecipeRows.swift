import Training

/// The recipe that a checkpoint tells of, setting by setting.
struct RecipeRows {
    let rows: [(name: String, value: String)]

    /// By the recipe in its notes, or the command of a checkpoint from before there were recipes.
    init(notes: [String: String]) {
        guard let text = notes["recipe"] else {
            rows = Self.options(in: notes["command"] ?? "")
            return
        }
        do {
            let fields = try Recipe(json: text).fields()
            rows = fields.map { (Self.words($0.path), Self.words($0.value)) }
        } catch {
            // Another version's, or another program's: as it is.
            rows = [("recipe", text)]
        }
    }

    /// `optimizer.learning_rate` as a person says it.
    private static func words(_ path: String) -> String {
        path.split(separator: ".").joined(separator: ": ").split(separator: "_").joined(separator: " ")
    }

    private static func words(_ value: JSONValue) -> String {
        switch value {
        case .text(let text): text
        case .null: "none"
        case .number(let number): Figures.significant(number, 6)
        default: value.description
        }
    }

    /// The options of a command line, each with its value; flags have none.
    static func options(in command: String) -> [(name: String, value: String)] {
        let words = command.split(separator: " ").map(String.init)
        return words.indices.filter { words[$0].hasPrefix("--") }.map { index in
            let next = index + 1 < words.count ? words[index + 1] : "--"
            return (
                words[index].dropFirst(2).split(separator: "-").joined(separator: " "),
                next.hasPrefix("--") ? "yes" : next
            )
        }
    }
}
