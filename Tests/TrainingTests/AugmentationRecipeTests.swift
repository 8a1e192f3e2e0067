import Foundation
import MNISTData
import Testing

@testable import Training

struct AugmentationRecipeTests {
    private func decode(_ json: String) throws -> Recipe {
        try Recipe(json: json)
    }

    @Test func `every strength comes back from a file, under its name in snake case`() throws {
        var recipe = Recipe()
        for (index, field) in Augmentation.fields.enumerated() {
            let (low, high) = (field.range.lowerBound, field.range.upperBound)
            recipe.augmentation[keyPath: field.path] = low + (high - low) * Float(index + 1) / 20
        }
        let text = try recipe.json()
        #expect(try decode(text) == recipe)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let names = try #require(object["augmentation"] as? [String: Any]).keys.sorted()
        #expect(
            names == [
                "blur", "brightness", "contrast", "elastic_alpha", "elastic_sigma", "erasing", "erasing_side",
                "noise", "noise_share", "outline", "rotation", "scale", "scratches", "served", "shear",
                "thickness",
                "translation",
            ])
    }

    @Test func `what a file leaves out is off, but for what the default recipe has`() throws {
        let augmentation = try decode(#"{"augmentation": {"elastic_alpha": 1.5, "rotation": 0}}"#)
            .augmentation
        #expect(
            Augmentation.Kind.allCases.filter(augmentation.isOn) == [.translation, .scale, .shear, .elastic])
        #expect(augmentation.elasticSigma == 4)
    }

    @Test(arguments: Augmentation.fields.map(\.name))
    func `a strength out of its range is refused by name`(_ name: String) throws {
        let range = try #require(Augmentation.fields.first { $0.name == name }).range
        for value in [range.lowerBound - 0.5, range.upperBound + 0.5] {
            let error = try #require(throws: TrainingError.self) {
                try decode(#"{"augmentation": {"\#(name)": \#(value)}}"#)
            }
            guard case .badOption("augmentation.\(name)", "\(value)", let needs) = error else {
                Issue.record("\(error)")
                continue
            }
            #expect(needs.hasPrefix("in \(Int(range.lowerBound))..."))
        }
        for value in [range.lowerBound, range.upperBound] {
            #expect(throws: Never.self) { try decode(#"{"augmentation": {"\#(name)": \#(value)}}"#) }
        }
    }
}
