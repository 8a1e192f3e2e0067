/// Static files as a table from path to ready answer, built once at start.
///
/// A request's path is only ever looked up, never joined to a folder: nothing outside the table can be reached,
/// in whatever encoding it is asked for.
public struct StaticAssets: Sendable {
    /// A file to serve.
    public struct Entry: Sendable {
        /// Where it is served, beginning with `/`, not percent-encoded.
        public let path: String
        /// Its content.
        public let bytes: [UInt8]
        /// Its Content-Type.
        public let contentType: String

        /// Makes an entry; the type follows from the path where it is not given.
        public init(path: String, bytes: [UInt8], contentType: String? = nil) {
            self.path = path
            self.bytes = bytes
            self.contentType = contentType ?? MediaType.forPath(path)
        }
    }

    private struct Asset: Sendable {
        let tag: EntityTag
        let fields: HTTPFields
        let bytes: [UInt8]
    }

    private var assets: [String: Asset] = [:]

    /// Builds the table; `index.html` is also served at its folder's path, and `extra` fields go on each answer.
    public init(_ entries: [Entry], extra: HTTPFields = HTTPFields()) {
        for entry in entries {
            let tag = EntityTag(of: entry.bytes)
            var fields: HTTPFields = [
                "Content-Type": entry.contentType,
                "ETag": tag.description,
                // Always ask again: an unchanged file costs one 304.
                "Cache-Control": "no-cache",
                "X-Content-Type-Options": "nosniff",
            ]
            for field in extra { fields.set(field.name, field.value) }
            let asset = Asset(tag: tag, fields: fields, bytes: entry.bytes)
            assets[entry.path] = asset
            if entry.path.hasSuffix("/index.html") {
                assets[String(entry.path.dropLast("index.html".count))] = asset
            }
        }
    }

    /// The paths that are served, sorted.
    public var paths: [String] { assets.keys.sorted() }

    /// Whether there is a file at exactly this path.
    public func contains(_ path: String) -> Bool { assets[path] != nil }

    /// The answer to GET or HEAD of a path, or nil where the table has none; other methods are the router's.
    public func response(to request: HTTPRequest) -> HTTPResponse? {
        guard let asset = assets[request.path] else { return nil }
        if asset.tag.isListed(in: request.fields) {
            var fields = asset.fields
            fields["Content-Type"] = nil
            return HTTPResponse(status: .notModified, fields: fields)
        }
        return HTTPResponse(status: .ok, fields: asset.fields, body: asset.bytes)
    }
}
