import Testing
import Training

@testable import Report

struct RecipeRowsTests {
    private func texts(_ notes: [String: String]) -> [String] {
        RecipeRows(notes: notes).rows.map { "\($0.name)=\($0.value)" }
    }

    @Test func `a recipe is told field by field, in its order`() throws {
        var recipe = Recipe()
        recipe.epochs = 7
        let rows = texts(["recipe": try recipe.json(), "command": "fit --epochs 9"])
        #expect(rows.prefix(3) == ["architecture=inkling", "epochs=7", "batch size=64"])
        #expect(rows.contains("optimizer: kind=adamw") && rows.contains("optimizer: learning rate=0.003"))
        #expect(rows.contains("clip norm=none"))
        #expect(rows.count == (try recipe.fields().count))
    }

    @Test func `a recipe that cannot be read is shown as it is`() {
        #expect(texts(["recipe": "{\"magic\": 1}"]) == ["recipe={\"magic\": 1}"])
        #expect(texts(["recipe": "none"]) == ["recipe=none"])
    }

    @Test(arguments: [
        ("inkling-train fit --epochs 2 --flip --seed 3", ["epochs=2", "flip=yes", "seed=3"]), ("", []),
        ("a test", []), ("fit --batch-size 64 --resume", ["batch size=64", "resume=yes"]),
    ])
    func `without a recipe, the command tells its options`(_ command: String, _ expected: [String]) {
        #expect(texts(["command": command]) == expected)
    }
}
