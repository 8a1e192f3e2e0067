/// Takes the rules out of ruled and squared paper, and leaves what is written across and along them.
enum RuledPaper {
    /// The picture without its rules, or `nil` where none are found.
    ///
    /// - Parameters:
    ///   - plane: a picture in even light.
    ///   - paper: its paper's luminance, and whether ink is darker.
    ///   - noise: the spread of the paper's luminance, in grey levels.
    static func cleared(_ plane: Plane<UInt8>, paper: InkMap.Paper, noise: Double) -> Plane<UInt8>? {
        let faintest = Int(max(clearOfNoise * noise, least).rounded())
        let marks = marks(in: plane, paper: paper, faintest: faintest)
        // A rule reaches the edge; most drawings do not.
        guard marks.edgeCount >= 2 else { return nil }
        let steep = RuleFinder(marks).rules()
        let flat = RuleFinder(marks.transposed).rules()
        guard !steep.isEmpty || !flat.isEmpty else { return nil }
        var result = plane
        let eraser = RuleEraser(paper: paper, faintest: faintest)
        if !flat.isEmpty {
            var turned = plane.transposed
            for rule in flat { eraser.erase(rule, from: &turned) }
            result = turned.transposed
        }
        for rule in steep { eraser.erase(rule, from: &result) }
        return result
    }

    /// What stands out by this many deviations of the noise is a mark on the paper.
    private static let clearOfNoise = 2.5

    /// What stands out by less is none, in grey levels.
    private static let least = 5.0

    /// How far each pixel stands out from the paper, zero where that is less than `faintest`.
    private static func marks(in plane: Plane<UInt8>, paper: InkMap.Paper, faintest: Int) -> Plane<UInt8> {
        let table = (0...255).map { level in
            let difference = paper.inkIsDark ? paper.luminance - level : level - paper.luminance
            return difference < faintest ? 0 : UInt8(difference)
        }
        var result = plane
        var pixels = result.values.mutableSpan
        for index in pixels.indices { pixels[index] = table[Int(pixels[index])] }
        return result
    }
}

extension Plane<UInt8> {
    /// Rows for columns.
    var transposed: Plane {
        var result = Plane(width: height, height: width, filledWith: 0)
        for y in 0..<height {
            for x in 0..<width { result.values[x * height + y] = values[y * width + x] }
        }
        return result
    }

    /// How many of the outermost pixels are above zero.
    fileprivate var edgeCount: Int {
        let ends = (0..<width).count { self[$0, 0] > 0 } + (0..<width).count { self[$0, height - 1] > 0 }
        return ends + (0..<height).count { self[0, $0] > 0 } + (0..<height).count { self[width - 1, $0] > 0 }
    }
}
