import Glibc

/// Filled shapes with a soft texture inside, as clothes and tools are in small photographs.
enum Silhouette {
    static func sheet(side: Int, using generator: inout some RandomNumberGenerator) -> InkSheet {
        let outlines: [[PenDrawing.Point]]
        if generator.chance(0.65) {
            let shape = generator.element(of: shapes).drawing
            outlines =
                UnsteadyHand(turn: 0.2, slant: 0.15, stretch: 1.5).drawn(shape, using: &generator)
                .strokes
        } else {
            outlines = [blob(using: &generator)]
        }
        let size = Float(side) * 0.7
        let placed = outlines.map { $0.map { $0 * size + Float(side) / 2 } }
        let tones = generator.element(of: Texture.allCases).sheet(side: side, using: &generator)
        // From a plain shape to one that is nearly all texture.
        let (depth, strength) = (generator.uniform(0...0.8), generator.uniform(0.6...1))
        let ink = zip(coverage(of: placed, side: side), tones.ink).map { inside, tone in
            inside * strength * (1 - depth * tone)
        }
        return InkSheet(width: side, height: side, ink: ink)
    }

    /// A closed curve with bumps.
    private static func blob(using generator: inout some RandomNumberGenerator) -> [PenDrawing.Point] {
        let count = generator.count(5...11)
        let corners = (0..<count).map { index in
            let angle = Float(index) / Float(count) * 2 * .pi
            return PenDrawing.Point(cos(angle), sin(angle)) * generator.uniform(0.12...0.5)
        }
        let closed = corners + corners.prefix(1)
        return generator.chance(0.5) ? closed : SmoothPath.through(closed)
    }

    /// How much of each pixel lies inside of outlines that are closed, by the even-odd rule along three lines a pixel.
    static func coverage(of outlines: [[PenDrawing.Point]], side: Int) -> [Float] {
        let lines = 3
        var coverage = [Float](repeating: 0, count: side * side)
        for line in 0..<side * lines {
            let y = (Float(line) + 0.5) / Float(lines)
            var crossings: [Float] = []
            for outline in outlines {
                guard var start = outline.last else { continue }
                for end in outline {
                    if (start.y <= y) != (end.y <= y) {
                        crossings.append(start.x + (y - start.y) / (end.y - start.y) * (end.x - start.x))
                    }
                    start = end
                }
            }
            crossings.sort()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let (left, right) = (max(crossings[pair], 0), min(crossings[pair + 1], Float(side)))
                guard left < right else { continue }
                for x in Int(left)..<min(Int(right) + 1, side) {
                    let inside = min(right, Float(x + 1)) - max(left, Float(x))
                    coverage[line / lines * side + x] += max(inside, 0) / Float(lines)
                }
            }
        }
        return coverage
    }
}

extension Silhouette {
    /// Outlines of things, closed; an outline within another is a hole.
    static let shapes = Glyph.table(
        """
        shirt 35,0-0,15-0,45-22,40-22,100-78,100-78,40-100,45-100,15-65,0~50,8~35,0
        pullover 35,0-18,8-0,90-15,92-25,35-25,100-75,100-75,35-85,92-100,90-82,8-65,0~50,8~35,0
        vest 30,0-38,30-25,40-25,100-75,100-75,40-62,30-70,0-60,0~50,18~40,0
        coat 38,0-20,6-5,85-18,88-26,40-24,100-48,100-50,20-52,100-76,100-74,40-82,88-95,85-80,6-62,0
        trousers 25,0-75,0-85,100-60,100-51,30-49,30-40,100-15,100
        shorts 15,0-85,0-98,70-58,75-50,35-42,75-2,70
        skirt 35,0-65,0-98,100-2,100
        dress 38,0-32,25-38,42-12,100-88,100-62,42-68,25-62,0~50,12~38,0
        shoe 0,25-30,20-45,42~75,52~100,68-100,85-0,85
        sneaker 5,20~25,28~35,15-55,42~90,55~100,75-98,88-2,88~0,50~5,20
        boot 15,0-55,0-55,55~80,65~98,80-98,100-15,100
        heel 0,25-15,20~35,50~60,65-98,75-98,85-60,85~35,75~18,60-15,95-8,95
        sandal 0,70-25,60-35,30-50,28-55,55-75,50-85,65-100,75-100,85-0,85
        bag 10,35-30,35~32,5~50,0~68,5~70,35-90,35-98,100-2,100 38,35-62,35~60,14~50,10~40,14~38,35
        purse 0,40-18,40~20,12~50,5~80,12~82,40-100,40-92,90-8,90 28,40-72,40~70,20~50,15~30,20~28,40
        rucksack 25,15~35,0~65,0~75,15-88,40-88,95-12,95-12,40
        hat 0,80-25,70-30,25~50,15~70,25-75,70-100,80-100,88-0,88
        cap 0,70~15,35~50,20~75,35~80,60-100,70-100,78-0,78
        sock 30,0-65,0-65,55~85,70~95,90~70,100-35,90~28,60-30,0
        glove 25,100-20,60-0,45-8,35-25,48-28,5-40,5-42,40-46,0-58,0-60,40-66,8-76,10-76,45-84,25-94,28-84,70-75,100
        cup 10,15-78,15-78,30~98,30~98,68~76,70-70,95-18,95 78,38~88,40~88,60~77,62
        bottle 42,0-58,0-60,28~75,38~75,50-75,100-25,100-25,50~25,38~40,28
        house 12,45-0,45-50,0-100,45-88,45-88,100-12,100
        tree 42,100-42,65~10,62~5,30~35,5~65,5~95,30~90,62~58,65-58,100
        fish 0,50~30,22~70,40-98,22-92,50-98,78-70,60~30,78~0,50
        bird 0,30~20,15~35,30-70,45-100,30-85,62~60,85~35,80~20,50
        cat 20,45-20,5-38,22-62,22-80,5-80,45~85,75~50,98~15,75~20,45
        horse 5,30-20,5-35,12~45,40-80,40~98,50-92,75-88,60-85,100-75,100-75,68-45,68-45,100-35,100-32,60~25,35-10,40
        car 0,60-20,55-35,35-70,35-82,55-100,60-100,80-88,80~80,68~72,80-30,80~20,68~12,80-0,80
        plane 50,0~58,10-58,35-100,60-100,70-58,58-56,85-70,95-70,100-30,100-30,95-44,85-42,58-0,70-0,60-42,35-42,10~50,0
        heart 50,100~8,50~5,20~25,2~50,25-50,25~75,2~95,20~92,50~50,100
        star 50,0-62,36-98,38-70,60-80,98-50,76-20,98-30,60-2,38-38,36
        block 5,10-95,10-95,90-5,90
        disc 50,0~15,15~0,50~15,85~50,100~85,85~100,50~85,15~50,0
        wedge 50,0-100,100-0,100
        """)
}
