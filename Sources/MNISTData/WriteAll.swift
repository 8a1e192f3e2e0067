import Glibc

/// Writes all of `bytes` at a descriptor's place; false, with `errno` set, where the system would not.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
        let written = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        if written < 0 && errno == EINTR { continue }
        guard written >= 0 else { return false }
        rest = rest.dropFirst(written)
    }
    return true
}
