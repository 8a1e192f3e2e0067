import Neural
import Testing

@testable import Training

struct MachineTests {
    @Test(
        arguments: [
            (
                "processor\t: 0\nmodel name\t: AMD EPYC   9B14\nmodel name\t: other\n", "model name", ":",
                "AMD EPYC 9B14"
            ),
            (
                "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n", "PRETTY_NAME", "=",
                "Debian GNU/Linux 12 (bookworm)"
            ),
            ("model\t: 17\n", "model name", ":", nil), ("", "NAME", "=", nil),
            ("model name extra : x", "model name", ":", nil),
        ] as [(String, String, Character, String?)])
    func `a field of a system's file`(_ text: String, _ key: String, _ separator: Character, _ value: String?)
    {
        #expect(Machine.field(key, of: text, separator: separator) == value)
    }

    @Test func `a machine has a name for everything`() {
        let machine = Machine.current(Team(threads: 3))
        #expect(machine.threads == 3)
        #expect(["AVX-512", "AVX2", "baseline"].contains(machine.kernels))
        #expect(!machine.processor.isEmpty && !machine.system.isEmpty)
    }
}
