/// Static files as a table from path to ready answers, built once at start.
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
        /// The same in the content coding gzip, where that is worth having.
        public var gzip: [UInt8]?
        /// Its Content-Type.
        public let contentType: String
        /// When it was last changed, in whole seconds since 1970.
        public let modified: Int

        /// Makes an entry; the type follows from the path where it is not given.
        public init(
            path: String, bytes: [UInt8], gzip: [UInt8]? = nil, contentType: String? = nil, modified: Int = 0
        ) {
            self.path = path
            self.bytes = bytes
            self.gzip = gzip
            self.contentType = contentType ?? MediaType.forPath(path)
            self.modified = modified
        }
    }

    /// Why a file that is there is not sent.
    public enum Refusal: Error, Sendable, Equatable {
        /// The client made a condition that does not hold: 412.
        case preconditionFailed
        /// The client asks for bytes beyond the end of so many: 416.
        case rangeNotSatisfiable(size: Int)
        /// The client takes no content coding that there is: 406.
        case notAcceptable
    }

    /// The file's bytes in one coding, with all its fields.
    private struct Representation: Sendable {
        let tag: EntityTag
        let fields: HTTPFields
        let bytes: [UInt8]
    }

    private struct Asset: Sendable {
        let modified: HTTPDate
        let plain: Representation
        let gzip: Representation?
    }

    private var assets: [String: Asset] = [:]
    private let start: HTTPDate

    /// Builds the table; `index.html` is also served at its folder's path, and `extra` fields go on each answer.
    ///
    /// `start` is now: no file can have been changed after it (RFC 9110 §8.8.2.1).
    public init(_ entries: [Entry], extra: HTTPFields = HTTPFields(), start: HTTPDate) {
        self.start = start
        for entry in entries {
            let asset = Self.asset(entry, extra: extra, start: start)
            assets[entry.path] = asset
            if entry.path.hasSuffix("/index.html") {
                assets[String(entry.path.dropLast("index.html".count))] = asset
            }
        }
    }

    private static func asset(_ entry: Entry, extra: HTTPFields, start: HTTPDate) -> Asset {
        let modified = HTTPDate(unixSeconds: min(entry.modified, start.unixSeconds))
        func representation(_ bytes: [UInt8], coding: String?) -> Representation {
            let tag = EntityTag(of: bytes, coding: coding)
            var fields: HTTPFields = [
                "Content-Type": entry.contentType,
                "ETag": tag.description,
                "Last-Modified": modified.description,
                "Cache-Control": CachePolicy.forPath(entry.path),
                "Accept-Ranges": "bytes",
                "X-Content-Type-Options": "nosniff",
            ]
            if let coding { fields.append("Content-Encoding", coding) }
            if entry.gzip != nil { fields.append("Vary", "Accept-Encoding") }
            for field in extra { fields.set(field.name, field.value) }
            return Representation(tag: tag, fields: fields, bytes: bytes)
        }
        return Asset(
            modified: modified, plain: representation(entry.bytes, coding: nil),
            gzip: entry.gzip.map { representation($0, coding: "gzip") })
    }

    /// The paths that are served, sorted.
    public var paths: [String] { assets.keys.sorted() }

    /// Whether there is a file at exactly this path.
    public func contains(_ path: String) -> Bool { assets[path] != nil }

    /// The answer to GET or HEAD of a path, or nil where the table has none; other methods are the router's.
    ///
    /// - Throws: `Refusal`, whose answer should say `Vary: Accept-Encoding`.
    public func response(to request: HTTPRequest) throws(Refusal) -> HTTPResponse? {
        guard let asset = assets[request.path] else { return nil }
        let chosen = try representation(of: asset, for: request.fields)
        // A plain request, as most are, is not searched for each of the six fields.
        guard request.fields.contains(where: { Self.isConditional($0.name) }) else {
            return HTTPResponse(status: .ok, fields: chosen.fields, body: chosen.bytes)
        }
        switch Preconditions.evaluate(
            request.fields, tag: chosen.tag, modified: asset.modified, now: start)
        {
        case .failed: throw .preconditionFailed
        case .notModified:
            var fields = chosen.fields
            for name in ["Content-Type", "Content-Encoding", "Accept-Ranges"] { fields[name] = nil }
            return HTTPResponse(status: .notModified, fields: fields)
        case .proceed: break
        }
        return try part(of: chosen, modified: asset.modified, for: request)
            ?? HTTPResponse(status: .ok, fields: chosen.fields, body: chosen.bytes)
    }

    /// The content coding that the client likes best of those that there are.
    private func representation(of asset: Asset, for fields: HTTPFields) throws(Refusal) -> Representation {
        guard fields["Accept-Encoding"] != nil else { return asset.plain }
        let wish = AcceptEncoding(fields)
        if wish.prefersGzip, let gzip = asset.gzip { return gzip }
        guard wish.takesIdentity else { throw .notAcceptable }
        return asset.plain
    }

    /// 206 with the bytes that were asked for, nil where that is all of them; Range is for GET alone (RFC 9110 §14.2).
    private func part(
        of chosen: Representation, modified: HTTPDate, for request: HTTPRequest
    ) throws(Refusal) -> HTTPResponse? {
        guard request.method == .get,
            Preconditions.allowsRange(request.fields, tag: chosen.tag, modified: modified, now: start)
        else { return nil }
        let size = chosen.bytes.count
        switch ByteRange(request.fields.values(for: "Range"), size: size) {
        case .whole: return nil
        case .unsatisfiable: throw .rangeNotSatisfiable(size: size)
        case .part(let range):
            var fields = chosen.fields
            fields.append("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)")
            return HTTPResponse(status: .partialContent, fields: fields, body: Array(chosen.bytes[range]))
        }
    }

    /// `If-...` or `Range`.
    private static func isConditional(_ name: String) -> Bool {
        switch name.utf8.first?.lowercased {
        case UInt8(ascii: "i"): name.utf8.dropFirst(2).first == UInt8(ascii: "-")
        case UInt8(ascii: "r"): name.equalsIgnoringCase("Range")
        default: false
        }
    }
}
