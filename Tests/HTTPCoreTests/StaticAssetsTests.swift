import Testing

@testable import HTTPCore

@Suite struct `Static assets` {
    private static let start = HTTPDate(unixSeconds: 784_111_777)
    private static let modified = "Sun, 06 Nov 1994 08:48:37 GMT"
    private static let text = Array("0123456789".utf8)
    private let assets = StaticAssets(
        [
            StaticAssets.Entry(path: "/index.html", bytes: Array("<p>".utf8)),
            StaticAssets.Entry(path: "/sub/index.html", bytes: []),
            StaticAssets.Entry(path: "/a.js", bytes: Array("1".utf8)),
            StaticAssets.Entry(path: "/b", bytes: Array("1".utf8), contentType: "text/x-b"),
            StaticAssets.Entry(
                path: "/t", bytes: text, gzip: Array("zip".utf8), modified: start.unixSeconds - 60),
            StaticAssets.Entry(path: "/new", bytes: text, modified: start.unixSeconds + 60),
            StaticAssets.Entry(path: "/app.3f9a1c07.js", bytes: text),
        ], extra: ["X-Frame-Options": "DENY"], start: start)

    private func response(
        _ path: String, _ fields: HTTPFields = HTTPFields(), method: HTTPMethod = .get
    ) throws(StaticAssets.Refusal) -> HTTPResponse? {
        try assets.response(to: HTTPRequest(method: method, path: path, fields: fields))
    }

    /// What a client gets: a status, and for 200 and 206 the body.
    private func outcome(_ fields: HTTPFields, method: HTTPMethod = .get) -> String {
        do throws(StaticAssets.Refusal) {
            guard let answer = try response("/t", fields, method: method) else { return "404" }
            return answer.body.isEmpty
                ? "\(answer.status.code)"
                : "\(answer.status.code) \(String(decoding: answer.body, as: UTF8.self))"
        } catch {
            return switch error {
            case .preconditionFailed: "412"
            case .rangeNotSatisfiable(let size): "416 of \(size)"
            case .notAcceptable: "406"
            }
        }
    }

    private func tag(_ path: String, coding: String? = nil) throws -> String {
        try #require(response(path, coding.map { ["Accept-Encoding": $0] } ?? [:])?.fields["ETag"])
    }

    @Test func `files are found at their paths and nowhere else`() throws {
        #expect(
            assets.paths == [
                "/", "/a.js", "/app.3f9a1c07.js", "/b", "/index.html", "/new", "/sub/", "/sub/index.html",
                "/t",
            ])
        #expect(try response("/")?.body == Array("<p>".utf8))
        #expect(try response("/")?.fields["Content-Type"] == "text/html; charset=utf-8")
        #expect(try response("/a.js")?.fields["Content-Type"] == "text/javascript; charset=utf-8")
        #expect(try response("/b")?.fields["Content-Type"] == "text/x-b")
        #expect(try response("/b")?.fields["X-Frame-Options"] == "DENY")
        for path in ["", "a.js", "/A.js", "/../a.js", "/./a.js", "/sub", "/a.js/", "//a.js", "/a.js%00"] {
            #expect(try response(path) == nil, "\(path)")
        }
    }

    @Test(arguments: [
        ("/app.3f9a1c07.js", true), ("/a/b-0123456789abcdef.css", true), ("/app.js", false),
        ("/3f9a1c07.js", false),
        ("/app.3f9a1c0.js", false), ("/facade-decadeed.js", false), ("/app.3f9a1c07", false),
        ("/app.3f9a1c0x.js", false),
    ])
    func `a name with a digest is kept for good, all others are asked for again`(
        _ path: String, _ isKept: Bool
    ) throws {
        let assets = StaticAssets([StaticAssets.Entry(path: path, bytes: [])], start: Self.start)
        let answer = try assets.response(to: HTTPRequest(method: .get, path: path))
        #expect(
            answer?.fields["Cache-Control"] == (isKept ? "public, max-age=31536000, immutable" : "no-cache"))
    }

    @Test func `the same bytes have the same tag, other bytes and other codings another`() throws {
        #expect(try tag("/a.js") == tag("/b"))
        #expect(try tag("/a.js") != tag("/"))
        #expect(try tag("/t") != tag("/t", coding: "gzip"))
        // FNV-1a of "a", from the algorithm's published test vectors.
        #expect(EntityTag(of: Array("a".utf8)).description == "\"1-af63dc4c8601ec8c\"")
    }

    @Test func `a file is never newer than the answer`() throws {
        #expect(try response("/t")?.fields["Last-Modified"] == Self.modified)
        #expect(try response("/new")?.fields["Last-Modified"] == Self.start.description)
    }

    @Test func `a known tag gets 304 with what a cache needs and without a body`() throws {
        let tag = try tag("/t")
        for condition in [tag, "W/\(tag)", "*", "\"x\", \(tag)", "\"x\",W/\(tag) ,\"y\""] {
            let answer = try #require(try response("/t", ["If-None-Match": condition]))
            #expect(answer.status == .notModified, "\(condition)")
            #expect(answer.fields["ETag"] == tag)
            #expect(answer.fields["Cache-Control"] == "no-cache")
            #expect(answer.fields["Vary"] == "Accept-Encoding")
            #expect(answer.fields["Content-Type"] == nil)
            #expect(answer.body.isEmpty)
        }
        for condition in ["\"x\"", "", String(tag.dropLast()), "W/\"x\"", tag.uppercased()] {
            #expect(try response("/t", ["If-None-Match": condition])?.status == .ok, "\(condition)")
        }
    }

    @Test func `conditions are looked at in the order of the RFC`() throws {
        let tag = try tag("/t")
        let (same, before, after) = (
            Self.modified, "Sun, 06 Nov 1994 08:48:36 GMT", "Sun, 06 Nov 1994 08:48:38 GMT"
        )
        let whole = "200 0123456789"
        let table: [(HTTPFields, String)] = [
            (["If-Match": tag], whole), (["If-Match": "*"], whole), (["If-Match": "\"x\", \(tag)"], whole),
            (["If-Match": "\"x\""], "412"), (["If-Match": "W/\(tag)"], "412"), (["If-Match": ""], "412"),
            (["If-Unmodified-Since": same], whole), (["If-Unmodified-Since": after], whole),
            (["If-Unmodified-Since": before], "412"), (["If-Unmodified-Since": "yesterday"], whole),
            (["If-Match": tag, "If-Unmodified-Since": before], whole),
            (["If-Modified-Since": same], "304"), (["If-Modified-Since": after], "304"),
            (["If-Modified-Since": before], whole), (["If-Modified-Since": "0"], whole),
            (["If-Modified-Since": "Sunday, 06-Nov-94 08:48:37 GMT"], "304"),
            (["If-Modified-Since": "Sun Nov  6 08:48:37 1994"], "304"),
            (["If-None-Match": "\"x\"", "If-Modified-Since": same], whole),
            (["If-None-Match": tag, "If-Modified-Since": before], "304"),
            (["If-Match": "\"x\"", "If-None-Match": tag], "412"),
            (["If-Match": tag, "If-None-Match": tag], "304"),
            (["If-Unmodified-Since": before, "If-Modified-Since": same], "412"),
            (["If-None-Match": tag, "Range": "bytes=0-1"], "304"),
            (["If-Match": "\"x\"", "Range": "bytes=0-1"], "412"),
        ]
        for (fields, expected) in table {
            #expect(outcome(fields) == expected, "\(fields.map { "\($0.name): \($0.value)" })")
            #expect(outcome(fields, method: .head) == expected)
        }
    }

    @Test(
        arguments: [
            ("bytes=0-0", "206 0"), ("bytes=2-4", "206 234"), ("bytes=7-", "206 789"),
            ("bytes=-3", "206 789"),
            ("bytes=-99", "206 0123456789"), ("bytes=0-99", "206 0123456789"), ("BYTES=9-9", "206 9"),
            ("bytes=8-99999999999999999999999999", "206 89"), ("bytes=10-", "416 of 10"),
            ("bytes=10-11", "416 of 10"),
            ("bytes=-0", "416 of 10"), ("bytes=99999999999999999999999999-", "416 of 10"),
        ]
            + [
                "bytes=4-2", "bytes=", "bytes=-", "bytes=--1", "bytes=a-b", "bytes=1-b", "bytes=+1-2",
                "bytes 1-2", "bytes=1",
                "bytes=1-2-3", "bytes= 1-2", "bytes=0-1,3-4", "bytes=0-,0-,0-", "lines=1-2", "1-2", "",
                "bytes=0x1-2",
            ].map { ($0, "200 0123456789") })
    func `one valid range is answered with its bytes, anything else with all`(
        _ range: String, _ expected: String
    ) {
        #expect(outcome(["Range": range]) == expected)
        // Range is for GET alone.
        #expect(outcome(["Range": range], method: .head) == "200 0123456789")
    }

    @Test func `a part says what it is a part of`() throws {
        let answer = try #require(try response("/t", ["Range": "bytes=2-4"]))
        #expect(answer.fields["Content-Range"] == "bytes 2-4/10")
        #expect(try answer.fields["ETag"] == tag("/t"))
        #expect(answer.fields["Accept-Ranges"] == "bytes")
        #expect(outcome(["Range": "bytes=0-1", "range": "bytes=2-3"]) == "200 0123456789")
    }

    @Test func `a part is sent only of what the client has`() throws {
        let tag = try tag("/t")
        let part = "206 01"
        let whole = "200 0123456789"
        for (validator, expected) in [
            (tag, part), ("W/\(tag)", whole), ("\"x\"", whole), ("*", whole), (Self.modified, part),
            ("Sunday, 06-Nov-94 08:48:37 GMT", part), ("Sun, 06 Nov 1994 08:48:38 GMT", whole), ("", whole),
        ] {
            #expect(outcome(["Range": "bytes=0-1", "If-Range": validator]) == expected, "\(validator)")
        }
        #expect(outcome(["If-Range": tag]) == whole)
        #expect(outcome(["Range": "bytes=99-", "If-Range": "\"x\""]) == whole)
    }

    @Test(arguments: [
        ("gzip", "200 zip"), ("GZIP", "200 zip"), ("x-gzip", "200 zip"), ("gzip, deflate, br", "200 zip"),
        ("*", "200 zip"),
        ("br;q=1, gzip;q=0.5", "200 zip"), ("gzip;q=1.000", "200 zip"), ("gzip ; Q=0.001", "200 zip"),
        ("gzip;q=0.5, identity;q=0.5", "200 zip"), ("identity;q=0, gzip", "200 zip"),
        ("identity;q=0, *", "200 zip"),
        ("gzip;q=0.4, identity;q=0.5", "200 0123456789"), ("gzip;q=0", "200 0123456789"),
        ("", "200 0123456789"),
        ("br", "200 0123456789"), ("*, gzip;q=0", "200 0123456789"), ("gzip;q=2", "200 0123456789"),
        ("gzip;q=0.0001", "200 0123456789"), ("gzip;q=-1", "200 0123456789"),
        ("gzip;level=9", "200 0123456789"),
        ("gzip;q=", "200 0123456789"), ("gzipped", "200 0123456789"), ("*;q=0, identity", "200 0123456789"),
        ("*;q=0", "406"), ("identity;q=0", "406"), ("identity;q=0.000, br", "406"),
        ("gzip;q=0, *;q=0", "406"),
    ])
    func `the coding is the one that the client likes best`(_ wish: String, _ expected: String) throws {
        #expect(outcome(["Accept-Encoding": wish]) == expected)
        let answer = try? response("/t", ["Accept-Encoding": wish])
        if let answer { #expect(answer.fields["Vary"] == "Accept-Encoding") }
        #expect((answer?.fields["Content-Encoding"] == "gzip") == (expected == "200 zip"))
    }

    @Test func `what has one coding alone does not vary`() throws {
        let answer = try response("/a.js", ["Accept-Encoding": "gzip"])
        #expect(answer?.fields["Vary"] == nil)
        #expect(answer?.fields["Content-Encoding"] == nil)
    }

    @Test func `conditions and ranges are of the chosen coding`() throws {
        let (plain, gzip) = try (tag("/t"), tag("/t", coding: "gzip"))
        #expect(outcome(["Accept-Encoding": "gzip", "If-None-Match": gzip]) == "304")
        #expect(outcome(["Accept-Encoding": "gzip", "If-None-Match": plain]) == "200 zip")
        #expect(outcome(["If-None-Match": gzip]) == "200 0123456789")
        #expect(outcome(["Accept-Encoding": "gzip", "Range": "bytes=1-", "If-Range": gzip]) == "206 ip")
        #expect(outcome(["Accept-Encoding": "gzip", "Range": "bytes=1-", "If-Range": plain]) == "200 zip")
    }

    @Test(arguments: [
        "", "GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 6 Nov 1994 08:49:37 GMT",
        "sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun,  06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov +994 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT", "Sunday 06-Nov-94 08:49:37 GMT",
        "Sun Nov 06 08:49:37 1994", "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 94", "784111777",
    ])
    func `what is no date is no condition`(_ text: String) {
        #expect(outcome(["If-Modified-Since": text]) == "200 0123456789")
    }

    @Test(arguments: [
        ("Friday, 31-Dec-99 23:59:59 GMT", 946_684_799), ("Sunday, 01-Jan-40 00:00:00 GMT", 2_208_988_800),
        ("Wednesday, 01-Jan-75 00:00:00 GMT", 157_766_400), ("Fri Dec 31 23:59:59 1999", 946_684_799),
        ("Thu Jan  1 00:00:00 1970", 0), ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
    ])
    func `old forms of dates are read, two digits of a year as the nearest`(_ text: String, _ seconds: Int) {
        // On New Year of 2015: 40 is ahead, 75 would be 60 years ahead.
        let now = HTTPDate(unixSeconds: 1_420_070_400)
        let entry = StaticAssets.Entry(path: "/t", bytes: Self.text, modified: min(seconds, now.unixSeconds))
        let assets = StaticAssets([entry], start: now)
        let request = HTTPRequest(method: .get, path: "/t", fields: ["If-Modified-Since": text])
        #expect((try? assets.response(to: request))??.status == .notModified)
        #expect(HTTPDate(text, now: now)?.unixSeconds == seconds)
    }
}
