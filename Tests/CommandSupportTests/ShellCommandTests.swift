import CommandSupport
import Testing

struct ShellCommandTests {
    @Test(
        arguments: [
            (["fit", "--epochs", "2"], "fit --epochs 2"), (["--recipe", "a b.json"], "--recipe 'a b.json'"),
            (["it's"], #"'it'\''s'"#), ([""], "''"), (["$HOME", "*", "ü"], "'$HOME' '*' 'ü'"), ([], ""),
            (["'"], #"''\'''"#), (["a\nb"], "'a\nb'"),
        ] as [([String], String)])
    func `what a shell would take for something else is quoted`(_ words: [String], _ line: String) {
        #expect(ShellCommand(words).description == line)
    }
}
