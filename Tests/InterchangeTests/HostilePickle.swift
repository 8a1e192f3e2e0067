import Testing

@testable import Interchange

/// A pickle that must not be read, and why.
struct HostilePickle: CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let error: PickleError

    /// parts: texts for their bytes, numbers for themselves
    private init(_ description: String, _ parts: [any PicklePart], _ error: PickleError) {
        testDescription = description
        bytes = parts.flatMap(\.bytes)
        self.error = error
    }

    private static func importing(_ module: String, _ name: String) -> HostilePickle {
        HostilePickle(
            "\(module).\(name)", ["c\(module)\n\(name)\n", "(X", 4, 0, 0, 0, "echotR."],
            .forbiddenGlobal("\(module).\(name)"))
    }

    private static let orderedDict = "ccollections\nOrderedDict\n"
    private static let rebuild = "ctorch._utils\n_rebuild_tensor_v2\n"

    static let all: [HostilePickle] = [
        importing("posix", "system"), importing("os", "system"), importing("builtins", "eval"),
        importing("__builtin__", "getattr"), importing("torch", "load"), importing("torch.nn", "Linear"),
        importing("torch._utils", "_rebuild_tensor_v3"), importing("torch", "ComplexFloatStorage"),
        importing("collections", "OrderedDict.fromkeys"), importing("__main__", "Net"), importing("", ""),
        HostilePickle(
            "posix.system by protocol 4",
            [0x8C, 5, "posix", 0x8C, 6, "system", 0x93, 0x8C, 4, "echo", 0x85, "R."],
            .forbiddenGlobal("posix.system")),
        HostilePickle("a global by numbers", ["K", 1, "K", 2, 0x93, "."], .badArgument(offset: 4)),
        HostilePickle("a name without an end", ["c", "collections"], .truncated(offset: 0)),
        HostilePickle(
            "a name of 257 bytes", ["c", String(repeating: "x", count: 257), "\n\n."], .truncated(offset: 0)),
        HostilePickle("nothing", [], .truncated(offset: 0)),
        HostilePickle("no end", ["K", 1], .truncated(offset: 2)),
        HostilePickle("an end without a value", ["."], .stackUnderflow(offset: 0)),
        HostilePickle("a text past the end", ["X", 255, 255, 255, 255, "a"], .truncated(offset: 0)),
        HostilePickle("a text that is no UTF-8", [0x8C, 1, 0xC3, "."], .badArgument(offset: 0)),
        HostilePickle("bytes past the end", ["B", 255, 255, 255, 255], .truncated(offset: 0)),
        HostilePickle("an integer past the end", [0x8A, 9, 1], .truncated(offset: 0)),
        HostilePickle("protocol 0", ["I1\n."], .unknownOpcode(0x49, offset: 0)),
        HostilePickle("an instance by class", ["(iposix\nsystem\n."], .unknownOpcode(0x69, offset: 1)),
        HostilePickle("a new object", [orderedDict, ")", 0x81, "."], .unknownOpcode(0x81, offset: 26)),
        HostilePickle("an extension", [0x82, 1, "."], .unknownOpcode(0x82, offset: 0)),
        HostilePickle("a memo never written", ["h", 3, "."], .badMemo(offset: 0)),
        HostilePickle("a large memo never written", ["j", 255, 255, 255, 255, "."], .badMemo(offset: 0)),
        HostilePickle("keeping nothing", ["q", 0, "."], .stackUnderflow(offset: 0)),
        HostilePickle("keeping below a mark", ["N(", 0x94, "."], .stackUnderflow(offset: 2)),
        HostilePickle("a tuple without a mark", ["NNt."], .stackUnderflow(offset: 2)),
        HostilePickle("a pair of one", ["N", 0x86, "."], .stackUnderflow(offset: 1)),
        HostilePickle("a pair across a mark", ["N(N", 0x86, "."], .stackUnderflow(offset: 3)),
        HostilePickle("an item without a list", ["Na."], .stackUnderflow(offset: 1)),
        HostilePickle("an item of a number", ["K", 1, "Na."], .badArgument(offset: 3)),
        HostilePickle("a key without a value", ["}(Nu."], .badArgument(offset: 3)),
        HostilePickle("an item of a tuple", [")NNs."], .badArgument(offset: 3)),
        HostilePickle("calling a number", ["K", 1, ")R."], .forbiddenCall(offset: 3)),
        HostilePickle("calling a text", [0x8C, 4, "eval", ")R."], .forbiddenCall(offset: 7)),
        HostilePickle("calling without arguments", [orderedDict, "NR."], .badArgument(offset: 26)),
        HostilePickle(
            "a dictionary of arguments", [orderedDict, "N", 0x85, "R."], .forbiddenCall(offset: 27)),
        HostilePickle("calling a storage", ["ctorch\nFloatStorage\n", ")R."], .forbiddenCall(offset: 21)),
        HostilePickle("attributes of a number", ["K", 1, "}b."], .forbiddenCall(offset: 3)),
        HostilePickle("attributes of a global", [orderedDict, "}b."], .forbiddenCall(offset: 26)),
        HostilePickle("a storage by number", ["K", 1, "Q."], .badArgument(offset: 2)),
        HostilePickle("a storage of nothing", [")Q."], .badTensor(offset: 1)),
        HostilePickle("a tensor of nothing", [rebuild, ")R."], .badTensor(offset: 34)),
        HostilePickle(
            "a tensor of a number", [rebuild, "(NK", 0, "))tR."], .badTensor(offset: 40)),
        HostilePickle("a size of numbers", ["ctorch\nSize\n", "K", 1, 0x85, "R."], .badArgument(offset: 15)),
        HostilePickle(
            "a parameter of nothing", ["ctorch._utils\n_rebuild_parameter\n", ")R."], .badTensor(offset: 34)),
        tensor("a negative count", count: [0x4A, 255, 255, 255, 255], shape: [")"], .badTensor(offset: 78)),
        tensor("a shape of texts", count: ["K", 1], shape: [0x8C, 1, "a", 0x85], .badTensor(offset: 84)),
        tensor("a shape that is none", count: ["K", 1], shape: ["N"], .badArgument(offset: 81)),
        tensor(
            "nine dimensions", count: ["K", 1], shape: ["(K", 1, "K", 1, "K", 1, "K", 1, "K", 1] + nine,
            .badTensor(offset: 100)),
    ]

    /// A state_dict that holds `w`, two elements of a storage of twelve from `offset` on, which is a LONG1.
    static func stateDict(offset: Int) -> [UInt8] {
        let start = (0..<8).map { Int(truncatingIfNeeded: offset >> (8 * $0)) & 0xFF }
        let parts: [any PicklePart] =
            [
                "}", 0x8C, 1, "w", rebuild, "((", 0x8C, 7, "storage", "ctorch\nFloatStorage\n", 0x8C, 1, "0",
                0x8C, 3, "cpu", "K", 12, "tQ", 0x8A, 8,
            ] + start + ["K", 2, 0x85, "K", 1, 0x85, "tRs."]
        return parts.flatMap(\.bytes)
    }

    private static let nine: [any PicklePart] = ["K", 1, "K", 1, "K", 1, "K", 1, "t"]

    private static func tensor(
        _ description: String, count: [any PicklePart], shape: [any PicklePart], _ error: PickleError
    ) -> HostilePickle {
        let storage: [any PicklePart] = [
            rebuild, "((", 0x8C, 7, "storage", "ctorch\nFloatStorage\n", 0x8C, 1, "0", 0x8C, 3, "cpu",
        ]
        return HostilePickle(description, storage + count + ["tQK", 0] + shape + [")tR."], error)
    }
}

/// A piece of a pickle.
protocol PicklePart: Sendable {
    var bytes: [UInt8] { get }
}

extension String: PicklePart {
    var bytes: [UInt8] { Array(utf8) }
}

extension Int: PicklePart {
    var bytes: [UInt8] { [UInt8(self)] }
}
