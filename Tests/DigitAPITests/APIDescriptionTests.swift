import Feedback
import FoundationEssentials
import HTTPCore
import Raster
import Testing

@testable import DigitAPI

@Suite struct `The API's description` {
    private struct Document: Decodable {
        struct Components: Decodable {
            struct Schemas: Decodable {
                struct Step: Decodable {
                    struct Properties: Decodable {
                        struct Name: Decodable { var `enum`: [String] }
                        var name: Name
                    }
                    var properties: Properties
                }
                private enum CodingKeys: String, CodingKey { case step = "Step" }
                var step: Step
            }
            var schemas: Schemas
        }
        struct Operation: Decodable {}
        struct PathItem: Decodable {
            var get, post, put, delete, patch: Operation?

            var methods: Set<HTTPMethod> {
                let all: [(HTTPMethod, Operation?)] = [
                    (.get, get), (.post, post), (.put, put), (.delete, delete),
                    (HTTPMethod(rawValue: "PATCH"), patch),
                ]
                return Set(all.compactMap { $1 == nil ? nil : $0 })
            }
        }
        var openapi: String
        var paths: [String: PathItem]
        var components: Components
    }

    private let document: Document

    init() throws {
        document = try JSONDecoder().decode(Document.self, from: Data(APIDescription.file.bytes))
    }

    @Test func `has every route of both servers, and no other`() throws {
        let path = "\(FileManager.default.temporaryDirectory.path)/routes-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let api = UntrainedAPI(
            offer: [.predictions, .metrics, .administration], feedback: try FeedbackFolder(path, limit: 1)
        ).api
        var described = document.paths.mapValues(\.methods)
        #expect(described.removeValue(forKey: APIDescription.file.path) == [.get])
        #expect(described == api.routes)
    }

    @Test func `names every step of a picture's way`() {
        #expect(
            document.components.schemas.step.properties.name.enum
                == NormalizationStep.Name.allCases.map(\.rawValue))
    }
}
