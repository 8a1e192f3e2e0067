/// The Content-Type of a file, from its name.
public enum MediaType {
    /// The type for a path's extension; `application/octet-stream` where it is unknown.
    public static func forPath(_ path: String) -> String {
        guard let dot = path.lastIndex(of: ".") else { return "application/octet-stream" }
        return switch path[path.index(after: dot)...].lowercased() {
        case "html", "htm": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "json", "map": "application/json"
        case "webmanifest": "application/manifest+json"
        case "txt", "md": "text/plain; charset=utf-8"
        case "csv": "text/csv; charset=utf-8"
        case "xml": "application/xml"
        case "pdf": "application/pdf"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "gif": "image/gif"
        case "webp": "image/webp"
        case "avif": "image/avif"
        case "ico": "image/x-icon"
        case "woff": "font/woff"
        case "woff2": "font/woff2"
        case "ttf": "font/ttf"
        case "wasm": "application/wasm"
        default: "application/octet-stream"
        }
    }

    /// Whether content of the type gets smaller by gzip; pictures and most fonts are compressed already.
    public static func isCompressible(_ type: String) -> Bool {
        type.hasPrefix("text/")
            || [
                "application/json", "application/manifest+json", "application/wasm", "application/xml",
                "image/svg+xml", "image/x-icon", "font/ttf",
            ].contains(type)
    }
}
