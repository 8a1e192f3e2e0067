import FoundationEssentials
public import Neural

/// The machine that a run or a measurement was made on.
public struct Machine: Sendable, Equatable {
    /// The processor's name, such as "AMD EPYC 9B14".
    public var processor: String
    /// Threads that worked at the same time.
    public var threads: Int
    /// The instruction set that the kernels were chosen for: "AVX-512", "AVX2" or "baseline".
    public var kernels: String
    /// The operating system and its kernel.
    public var system: String

    public init(processor: String, threads: Int, kernels: String, system: String) {
        self.processor = processor
        self.threads = threads
        self.kernels = kernels
        self.system = system
    }

    /// This machine, with a team's threads, as far as the system tells.
    public static func current(_ team: Team) -> Machine {
        let release = text("/etc/os-release").flatMap { field("PRETTY_NAME", of: $0, separator: "=") }
        let kernel = text("/proc/sys/kernel/osrelease")?.split(whereSeparator: \.isWhitespace).first
        return Machine(
            processor: text("/proc/cpuinfo").flatMap { field("model name", of: $0, separator: ":") }
                ?? "not told by the system",
            threads: team.threads, kernels: InstructionSet.best,
            system: "\(release ?? "Linux"), kernel \(kernel ?? "not told by the system")")
    }

    /// The value of the first line that begins with `key`, then the separator; without quotation marks.
    static func field(_ key: String, of text: String, separator: Character) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            guard let place = line.firstIndex(of: separator) else { continue }
            let name = line[..<place].drop(while: \.isWhitespace)
            guard name.hasPrefix(key), name.dropFirst(key.count).allSatisfy(\.isWhitespace) else { continue }
            let value = line[line.index(after: place)...].split(separator: " ").joined(separator: " ")
            return value.filter { $0 != "\"" }
        }
        return nil
    }

    /// A file of the system; nil where a container hides it, which is no reason to stop.
    private static func text(_ path: String) -> String? {
        do {
            return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        } catch {
            return nil
        }
    }
}
