import Foundation
import Testing

@testable import MNISTData

private func decoded(_ json: String) throws -> Augmentation {
    try JSONDecoder().decode(Augmentation.self, from: Data(json.utf8))
}

@Suite struct AugmentationCodingTests {
    @Test func `every number comes back, under its name in snake case`() throws {
        var odd = Augmentation.none
        for (index, field) in Augmentation.fields.enumerated() {
            let ends = field.range
            odd[keyPath: field.path] =
                ends.lowerBound + (ends.upperBound - ends.lowerBound) * Float(index + 1) / 16
        }
        let json = try JSONEncoder().encode(odd)
        #expect(try JSONDecoder().decode(Augmentation.self, from: json) == odd)
        let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(
            object.keys.sorted() == [
                "blur", "brightness", "contrast", "elastic_alpha", "elastic_sigma", "erasing", "erasing_side",
                "noise", "rotation", "scale", "shear", "thickness", "translation",
            ])
    }

    @Test func `a missing number is off`() throws {
        #expect(try decoded("{}") == .none)
        let part = try decoded(#"{"elastic_alpha": 1.5, "rotation": 8}"#)
        #expect(part == Augmentation(rotation: 8, elasticAlpha: 1.5, elasticSigma: 4))
        #expect(Augmentation.Kind.allCases.filter(part.isOn) == [.rotation, .elastic])
    }

    @Test(arguments: ["elasticAlpha", "elastic", "Rotation", ""])
    func `an unknown key is refused, and the known ones are named`(_ key: String) {
        #expect(
            throws: AugmentationError.unknownField(key, known: Augmentation.fields.map(\.name))
        ) { try decoded(#"{"rotation": 1, "\#(key)": 1}"#) }
    }

    @Test(arguments: [#"{"blur": "much"}"#, #"{"blur": null}"#, #"{"blur": [1]}"#, "[]", "3"])
    func `what is no number is refused`(_ json: String) {
        #expect(throws: DecodingError.self) { try decoded(json) }
    }

    @Test(arguments: Augmentation.fields.map(\.name))
    func `a number out of its range is refused by name`(_ name: String) throws {
        let field = try #require(Augmentation.fields.first { $0.name == name })
        for value in [field.range.lowerBound - 0.5, field.range.upperBound + 0.5] {
            let expected = AugmentationError.outOfRange(
                field: name, value: value, range: field.range, unit: field.unit)
            #expect(throws: expected) { try decoded(#"{"\#(name)": \#(value)}"#) }
        }
        for value in [Float.nan, .infinity] {
            var wrong = Augmentation.moderate
            wrong[keyPath: field.path] = value
            #expect(throws: AugmentationError.self) { try wrong.check() }
        }
        for value in [field.range.lowerBound, field.range.upperBound] {
            #expect(try decoded(#"{"\#(name)": \#(value)}"#)[keyPath: field.path] == value)
        }
    }

    @Test func `the error names field, flag, value and range`() {
        let error = AugmentationError.outOfRange(
            field: "elastic_alpha", value: 9, range: 0...8, unit: "pixels")
        #expect(
            error.description
                == #"--elastic-alpha ("elastic_alpha" in a recipe) is 9.0, it must be in 0.0...8.0 pixels"#)
    }

    @Test func `the moderate strengths are in range`() throws {
        try Augmentation.moderate.check()
        #expect(Augmentation.Kind.allCases.allSatisfy(Augmentation.moderate.isOn))
        #expect(Augmentation.moderate.only(.elastic) == Augmentation(elasticAlpha: 1, elasticSigma: 4))
    }
}
