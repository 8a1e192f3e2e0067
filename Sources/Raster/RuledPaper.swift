/// Takes the rules out of ruled and squared paper, and leaves what is written across and along them.
enum RuledPaper {
    /// The picture without its rules, or `nil` where none are found.
    ///
    /// - Parameters:
    ///   - plane: a picture in even light.
    ///   - paper: its paper's luminance, and whether ink is darker.
    ///   - noise: the spread of the paper's luminance, in grey levels.
    static func cleared(_ plane: Plane<UInt8>, paper: InkMap.Paper, noise: Double) -> Plane<UInt8>? {
        guard plane.bounds.longestSide >= smallestSide else { return nil }
        let eraser = RuleEraser(paper: paper, faintest: Int(max(clearOfNoise * noise, least).rounded()))
        var turned = plane.transposed
        let flat = rules(in: turned, eraser)
        let steep = rules(in: plane, eraser)
        guard !steep.isEmpty || !flat.isEmpty else { return nil }
        for rule in flat { eraser.erase(rule, from: &turned) }
        var result = turned.transposed
        for rule in steep { eraser.erase(rule, from: &result) }
        return result
    }

    /// The longer side of a picture that may show a sheet, in pixels: in a smaller one a stroke is as thin as a rule.
    private static let smallestSide = 40

    /// What stands out by this many deviations of the noise is a mark on the paper.
    private static let clearOfNoise = 2.5

    /// What stands out by less is none, in grey levels.
    private static let least = 5.0

    private static func rules(in plane: Plane<UInt8>, _ eraser: RuleEraser) -> [Rule] {
        let widest = max(plane.bounds.longestSide / widthShare, leastWidth)
        let dark = eraser.paper.inkIsDark ? plane : plane.inverted
        let paper = Closing.ofRows(dark, radius: widest)
        var marks = dark
        var pixels = marks.values.mutableSpan
        let papers = paper.values.span
        let faintest = UInt8(clamping: eraser.faintest)
        for index in 0..<min(pixels.count, papers.count) {
            let difference = unsafe papers[unchecked: index] &- pixels[unchecked: index]
            unsafe pixels[unchecked: index] = difference < faintest ? 0 : difference
        }
        return RuleFinder(marks, widest: widest).rules()
    }

    /// A rule is narrower than this part of the picture's longer side.
    private static let widthShare = 25

    /// In pixels.
    private static let leastWidth = 4
}

extension Plane<UInt8> {
    /// Rows for columns.
    var transposed: Plane {
        var result = Plane(width: height, height: width, filledWith: 0)
        var target = result.values.mutableSpan
        let source = values.span
        precondition(source.count == width * height && target.count == source.count)
        for y in 0..<height {
            for x in 0..<width {
                unsafe target[unchecked: x &* height &+ y] = source[unchecked: y &* width &+ x]
            }
        }
        return result
    }
}
