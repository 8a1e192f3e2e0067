public import HTTPCore

/// What the API is, for programs: `openapi.json` beside this file, OpenAPI 3.1.
///
/// Written by hand and held true by tests: every route is in it, and every example of it is sent to a server whose
/// answer is judged by its schema.
public enum APIDescription {
    /// The document as a file to serve, at `/openapi.json`.
    public static let file = StaticAssets.Entry(path: "/openapi.json", bytes: PackageResources.openapi_json)
}
