/// The Cache-Control of a file, from its name (RFC 9111 §5.2.2).
enum CachePolicy {
    /// A name with a digest in it, such as `app.3f9a1c07.js`, never means other bytes: it is kept for a year.
    /// Every other file is asked for again, and unchanged costs one 304.
    static func forPath(_ path: String) -> String {
        hasDigest(path) ? "public, max-age=31536000, immutable" : "no-cache"
    }

    /// Whether what stands before the extension ends with `.` or `-` and 8 hexadecimal digits or more, one of them a
    /// digit: "facade-decade" is a word.
    private static func hasDigest(_ path: String) -> Bool {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
        let parts = name.split { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        guard parts.count >= 3, name.contains(UInt8(ascii: ".")) else { return false }
        let digest = parts[parts.count - 2]
        return digest.count >= 8 && digest.allSatisfy { $0.hexValue != nil }
            && digest.contains(where: \.isDigit)
    }
}
