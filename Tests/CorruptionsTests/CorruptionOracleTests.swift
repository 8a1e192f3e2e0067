import Foundation
import Testing

@testable import Corruptions

/// What OpenCV and NumPy make of a picture (`Tests/Oracles/make_corruptions.py`).
struct CorruptionOracleTests {
    private let pictures: [String: String]

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../Oracles/corruptions.json")
        pictures = try JSONDecoder().decode([String: String].self, from: try Data(contentsOf: file))
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        let text = try #require(pictures[name], "\(name)")
        return [UInt8](try #require(Data(base64Encoded: text)))
    }

    private static let zigzag = Zigzag(SoftLine(start: [2, 12], end: [25, 9]))
    private static let dottedLine = DottedLine(SoftLine(start: [0, 3], end: [27, 22]))

    static let corruptions: [(String, @Sendable (InkPlane) -> InkPlane)] = [
        ("shear", { AffineWarp.shear(0.4).applied(to: $0) }),
        ("shear_back", { AffineWarp.shear(-0.4).applied(to: $0) }),
        ("rotate", { AffineWarp.rotation(0.4).applied(to: $0) }),
        ("rotate_back", { AffineWarp.rotation(-0.4).applied(to: $0) }),
        ("scale", { AffineWarp.scale(0.7).applied(to: $0) }),
        ("brightness", { Brightness().applied(to: $0) }),
        ("translate", { Translation(x: 3, y: -3).applied(to: $0) }),
        ("stripe", { Stripe().applied(to: $0) }),
        ("blur", { GaussianFilter(sigma: 0.7).applied(to: $0) }),
        ("motion_blur", { MotionBlur(angle: 0.6).applied(to: $0) }),
        ("motion_blur_level", { MotionBlur(angle: 0).applied(to: $0) }),
        ("dotted_line", { Self.dottedLine.applied(to: $0) }),
        ("zigzag", { Self.zigzag.applied(to: $0) }),
        ("canny_edges", { CannyEdges().applied(to: $0) }),
    ]

    @Test(arguments: corruptions)
    func `a picture is what OpenCV and NumPy make of it`(
        name: String, corruption: @Sendable (InkPlane) -> InkPlane
    ) throws {
        let picture = InkPlane(width: 28, height: 28, bytes: try bytes("picture"))
        let made = corruption(picture).bytes.map(Int.init)
        let expected = try bytes(name).map(Int.init)
        try #require(made.count == expected.count)
        let worst = zip(made, expected).map { abs($0 - $1) }.max() ?? 0
        #expect(worst <= 1, "of 255, at the worst pixel")
    }
}
