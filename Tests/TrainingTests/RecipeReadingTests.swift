import Foundation
import Testing

@testable import Training

/// What the author of a recipe's file is told.
struct RecipeReadingTests {
    /// A file's text, the place of the mistake, and what is said of it.
    struct Case: CustomTestStringConvertible {
        let text: String
        let place: TextPlace?
        let reason: String

        init(_ text: String, _ line: Int, _ column: Int, _ reason: String) {
            (self.text, self.place, self.reason) = (text, TextPlace(line: line, column: column), reason)
        }

        var testDescription: String { text.debugDescription }
    }

    private static let unfinished = "the text is over, but not its JSON; close every quote, ] and }"
    private static let advice =
        " cannot stand here; names and texts have double quotes, and a comma stands between two settings, not after"
        + " the last"

    static let mistakes = [
        // What is no JSON.
        Case("", 1, 1, unfinished),
        Case("{\n  \"epochs\": 1", 2, 14, unfinished),
        Case("{\"epochs\": \"1", 1, 14, unfinished),
        Case("{\n  \"epochs\": 1,\n}", 3, 1, "}" + advice),
        Case("{\r\n'epochs': 1}", 2, 1, "'" + advice),
        Case("{\"é\": ü}", 1, 7, "ü" + advice),
        Case("{\"epochs\": 1\0}", 1, 13, "the character U+0000" + advice),
        Case("{\"epochs\": 1}\n# done", 2, 1, "this follows the end of the JSON; remove it"),
        Case(
            #"{"a": "\x"}"#, 1, 7,
            "the text that begins here is no UTF-8, or has an escape that JSON does not know"),
        Case(String(repeating: "[", count: 513), 1, 513, "more than 512 brackets within each other"),
        // What is JSON, but not clear.
        Case(
            "{\"optimizer\": {\n\"learning_rate\": 1e999}}", 2, 18,
            "1e999 is beyond all numbers that are computed with; write a smaller one"),
        Case(
            #"{"optimizer": {"kind": "sgd", "\u006bind": "adam"}}"#, 1, 44,
            "optimizer.kind is there twice; leave one"),
        // What is clear, but no recipe.
        Case(
            "{\n\t\"epochs\": \"ten\"\n}", 2, 12,
            "epochs is \"ten\", it must be a whole number in 1...100000"),
        Case("{\"epochs\": 0}", 1, 12, "epochs is 0, it must be in 1...100000"),
        Case(
            "{\"optimizer\": {\"learning_rate\": 1e39}}", 1, 33,
            "optimizer.learning_rate is 1e+39, it must be a number above 0"),
        Case(
            "{\"optimizer\": {\"kind\": \"adamw\",\n\"momentum\": 0.9}}", 2, 13,
            "optimizer.momentum belongs to optimizer.kind sgd, and here that is adamw; leave optimizer.momentum out,"
                + " or change optimizer.kind"),
        Case(
            "{\"schedule\": {\"minimum_rate\": 0.1}}", 1, 31,
            "schedule.minimum_rate belongs to schedule.kind cosine or plateau, and here that is one-cycle; leave"
                + " schedule.minimum_rate out, or change schedule.kind"),
        Case(
            "{\"validation\": {\"count\": 10, \"share\": 0.1}}", 1, 39,
            "give validation.count or validation.share, not both"),
    ]

    @Test(arguments: mistakes) func `a mistake in a file is named with its place`(_ mistake: Case) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/recipe.json"
        try Data(mistake.text.utf8).write(to: URL(filePath: path))
        let expected = TrainingError.badRecipe(path: path, at: mistake.place, reason: mistake.reason)
        #expect(throws: expected) { try Recipe(path: path) }
    }

    @Test func `the message has file, place and reason in this order`() {
        let error = TrainingError.badRecipe(path: "r.json", at: TextPlace(line: 2, column: 12), reason: "no")
        #expect("\(error)" == "the recipe r.json cannot be used: line 2, column 12: no")
    }

    @Test func `an unknown setting stands in its place`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/recipe.json"
        try Data("{\"loss\":\n {\"a\": 0}}".utf8).write(to: URL(filePath: path))
        let error = try #require(throws: TrainingError.self) { try Recipe(path: path) }
        guard case .badRecipe(path, let place, let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(place == TextPlace(line: 2, column: 8))
        #expect(reason.hasPrefix("loss.a is no setting here; there are loss.label_smoothing"))
    }

    @Test func `a file that cannot be read is named, a pipe without waiting for a writer`() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path + "/pipe"
        let status = unsafe mkfifo(pipe, 0o600)
        #expect(status == 0)
        for (path, reason) in [
            (folder.path + "/none", "there is no such file"), (folder.path, "it is a directory"),
            (pipe, "it is a device, pipe or socket, not a file"),
        ] {
            #expect(throws: TrainingError.badRecipe(path: path, at: nil, reason: reason)) {
                try Recipe(path: path)
            }
        }
    }

    /// Whole numbers are whole however they are written.
    @Test(arguments: ["1000", "1e3", "1000.0", "10000e-1"])
    func `a whole number has many forms`(_ number: String) throws {
        #expect(try Recipe(json: "{\"epochs\": \(number)}").epochs == 1000)
    }
}
