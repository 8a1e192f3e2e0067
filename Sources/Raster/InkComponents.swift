/// The connected parts of an ink map: pixels with ink that touch by an edge or a corner.
///
/// Runs of ink are joined with those of the row above by a union-find (Rosenfeld and Pfaltz, 1966; by runs, He,
/// Chao and Suzuki, 2008): a picture has some hundreds of runs where it has tens of thousands of pixels.
struct InkComponents {
    struct Part: Equatable {
        /// The sum of its ink.
        var mass = 0

        /// The sum of its ink within `band` pixels of the picture's edge.
        var edgeMass = 0

        var left = Int.max
        var top = Int.max
        var right = -1
        var bottom = -1

        var width: Int { right - left + 1 }
        var height: Int { bottom - top + 1 }
        var bounds: PixelRect { PixelRect(x: left, y: top, width: width, height: height) }
    }

    let runs: [InkRuns.Run]

    /// The part of each run, as an index into `parts`.
    private(set) var labels: [Int] = []

    private(set) var parts: [Part] = []

    init(_ ink: Plane<UInt8>, band: Int) {
        let found = InkRuns(ink)
        runs = found.runs
        var parents = Self.joined(found)
        labels.reserveCapacity(runs.count)
        for (index, run) in runs.enumerated() {
            // A root comes before all others of its tree, so its part is there already.
            let root = Self.root(of: index, in: &parents)
            if root == index {
                labels.append(parts.count)
                parts.append(Part())
            } else {
                labels.append(labels[root])
            }
            parts[labels[index]].add(run, of: ink, band: band)
        }
    }

    /// For each run one that it is known to be joined with; the first of a part is its own.
    private static func joined(_ found: InkRuns) -> [Int] {
        var parents = Array(found.runs.indices)
        for (above, row) in zip(found.rows, found.rows.dropFirst()) {
            var upper = above.lowerBound
            for lower in row {
                let columns = found.runs[lower].columns
                while upper < above.upperBound, found.runs[upper].columns.upperBound < columns.lowerBound {
                    upper += 1
                }
                while upper < above.upperBound, found.runs[upper].columns.lowerBound <= columns.upperBound {
                    let roots = (root(of: upper, in: &parents), root(of: lower, in: &parents))
                    parents[max(roots.0, roots.1)] = min(roots.0, roots.1)
                    // One that reaches beyond this run may touch the next one too.
                    if found.runs[upper].columns.upperBound > columns.upperBound { break }
                    upper += 1
                }
            }
        }
        return parents
    }

    private static func root(of run: Int, in parents: inout [Int]) -> Int {
        var run = run
        while parents[run] != run {
            parents[run] = parents[parents[run]]
            run = parents[run]
        }
        return run
    }
}

extension InkComponents.Part {
    fileprivate mutating func add(_ run: InkRuns.Run, of ink: Plane<UInt8>, band: Int) {
        let columns = run.columns
        let sum = ink.sum(of: columns, in: run.row)
        mass += sum
        if run.row < band || run.row >= ink.height - band {
            edgeMass += sum
        } else {
            let inner = columns.clamped(to: min(band, ink.width)..<max(ink.width - band, band, 0))
            edgeMass += sum - ink.sum(of: inner, in: run.row)
        }
        left = min(left, columns.lowerBound)
        right = max(right, columns.upperBound - 1)
        top = min(top, run.row)
        bottom = max(bottom, run.row)
    }
}

extension Plane<UInt8> {
    fileprivate func sum(of columns: Range<Int>, in y: Int) -> Int {
        let start = y * width
        let pixels = values.span.extracting(start + columns.lowerBound..<start + columns.upperBound)
        var sum: UInt32 = 0
        for index in pixels.indices { sum &+= UInt32(pixels[index]) }
        return Int(sum)
    }
}
