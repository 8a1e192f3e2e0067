import FoundationEssentials
import FuzzTargets
import Glibc

// FUZZ_TARGET=requests inkling-fuzz [options of libFuzzer] [corpus...]: libFuzzer has the main function, and calls
// these two. It also starts the program anew with options of its own, so the target's name is none of them.

/// The target that the environment names.
private let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(FuzzTarget.named)

/// Makes sure that there is a target.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafePointer<Int32>, _ arguments: UnsafeRawPointer) -> Int32 {
    if target == nil {
        let names = FuzzTarget.all.map(\.name).joined(separator: ", ")
        print("FUZZ_TARGET must be one of \(names)")
        exit(2)
    }
    return 0
}

/// Runs the target once.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    do throws(Finding) {
        try target?.run(unsafe Array(UnsafeBufferPointer(start: bytes, count: size)))
    } catch {
        // What libFuzzer takes for a crash: it keeps the input and tells where it lies.
        fatalError("\(error)")
    }
    return 0
}
