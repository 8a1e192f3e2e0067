extension Augmentation {
    /// One kind of distortion.
    ///
    /// The raw value numbers its stream of random numbers: it never changes, so that runs keep their bits.
    public enum Kind: UInt64, CaseIterable, Sendable {
        case rotation = 1
        case translation, scale, shear, elastic, thickness, blur, brightness, contrast, noise, erasing
        case outline, scratches, served
    }

    /// One number of the description: its name in files, the kind it belongs to and its range.
    package struct Field: Sendable {
        package let name: String
        package let kind: Kind
        package let range: ClosedRange<Float>
        package let unit: String?
        package let path: any WritableKeyPath<Augmentation, Float> & Sendable
    }

    /// Every number, in the order they are applied; the first of a kind is its strength, at 0 the kind is off.
    package static let fields: [Field] = [
        Field(name: "rotation", kind: .rotation, range: 0...180, unit: "degrees", path: \.rotation),
        Field(name: "translation", kind: .translation, range: 0...28, unit: "pixels", path: \.translation),
        Field(name: "scale", kind: .scale, range: 0...0.9, unit: nil, path: \.scale),
        Field(name: "shear", kind: .shear, range: 0...1, unit: nil, path: \.shear),
        Field(name: "elastic_alpha", kind: .elastic, range: 0...8, unit: "pixels", path: \.elasticAlpha),
        Field(name: "elastic_sigma", kind: .elastic, range: 1...28, unit: "pixels", path: \.elasticSigma),
        Field(name: "thickness", kind: .thickness, range: 0...1, unit: "pixels", path: \.thickness),
        Field(name: "outline", kind: .outline, range: 0...1, unit: nil, path: \.outline),
        Field(name: "scratches", kind: .scratches, range: 0...1, unit: nil, path: \.scratches),
        Field(name: "blur", kind: .blur, range: 0...2, unit: "pixels", path: \.blur),
        Field(name: "brightness", kind: .brightness, range: 0...1, unit: nil, path: \.brightness),
        Field(name: "contrast", kind: .contrast, range: 0...0.5, unit: nil, path: \.contrast),
        Field(name: "noise", kind: .noise, range: 0...1, unit: nil, path: \.noise),
        Field(name: "noise_share", kind: .noise, range: 0...1, unit: nil, path: \.noiseShare),
        Field(name: "erasing", kind: .erasing, range: 0...1, unit: nil, path: \.erasing),
        Field(name: "erasing_side", kind: .erasing, range: 1...28, unit: "pixels", path: \.erasingSide),
        Field(name: "served", kind: .served, range: 0...1, unit: nil, path: \.served),
    ]

    /// Whether any image may be changed by this kind.
    public func isOn(_ kind: Kind) -> Bool {
        Self.fields.first { $0.kind == kind }.map { self[keyPath: $0.path] > 0 } ?? false
    }

    /// The same without the other kinds.
    public func only(_ kind: Kind) -> Augmentation {
        var alone = Augmentation.none
        for field in Self.fields where field.kind == kind {
            alone[keyPath: field.path] = self[keyPath: field.path]
        }
        return alone
    }

    /// What a kind is set to, as a person reads it: `elastic_alpha 1.0 pixels, elastic_sigma 4.0 pixels`.
    public func summary(of kind: Kind) -> String {
        Self.fields.filter { $0.kind == kind }
            .map { "\($0.name) \(self[keyPath: $0.path])" + ($0.unit.map { " " + $0 } ?? "") }
            .joined(separator: ", ")
    }

    /// Whether every number is in its range.
    var isInRange: Bool { Self.fields.allSatisfy { $0.range.contains(self[keyPath: $0.path]) } }
}
