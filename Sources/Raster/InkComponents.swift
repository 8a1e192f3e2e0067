/// The connected parts of an ink map: pixels with ink that touch by an edge or a corner.
///
/// Two passes over the pixels with a union-find between them (Rosenfeld and Pfaltz, 1966).
struct InkComponents {
    struct Part: Equatable {
        /// The sum of its ink.
        var mass: Float = 0

        /// The sum of its ink within `band` pixels of the picture's edge.
        var edgeMass: Float = 0

        var left = Int.max
        var top = Int.max
        var right = -1
        var bottom = -1

        var width: Int { right - left + 1 }
        var height: Int { bottom - top + 1 }
    }

    /// The part of each pixel as an index into `parts`, or -1 where there is no ink.
    let labels: [Int32]

    private(set) var parts: [Part] = []

    init(_ ink: Plane, band: Int) {
        var (labels, parents) = Self.firstPass(ink)
        var numbers = [Int32](repeating: -1, count: parents.count)
        for y in 0..<ink.height {
            let rowIsEdge = y < band || y >= ink.height - band
            for x in 0..<ink.width {
                let index = y * ink.width + x
                guard labels[index] >= 0 else { continue }
                let root = Self.root(of: labels[index], in: &parents)
                if numbers[Int(root)] < 0 {
                    numbers[Int(root)] = Int32(parts.count)
                    parts.append(Part())
                }
                let number = numbers[Int(root)]
                labels[index] = number
                let value = ink.values[index]
                let isEdge = rowIsEdge || x < band || x >= ink.width - band
                parts[Int(number)].add(value, x: x, y: y, isEdge: isEdge)
            }
        }
        self.labels = labels
    }

    /// Provisional labels, and for each of them one that it is known to be joined with.
    private static func firstPass(_ ink: Plane) -> (labels: [Int32], parents: [Int32]) {
        let (width, height) = (ink.width, ink.height)
        var labels = [Int32](repeating: -1, count: width * height)
        var parents: [Int32] = []
        for y in 0..<height {
            for x in 0..<width {
                let index = y * width + x
                guard ink.values[index] > 0 else { continue }
                // West, north-west, north, north-east: the neighbours that have a label already.
                var label: Int32 = x > 0 ? labels[index - 1] : -1
                if y > 0 {
                    for column in max(x - 1, 0)...min(x + 1, width - 1) {
                        let other = labels[index - width - x + column]
                        guard other >= 0, other != label else { continue }
                        label = label < 0 ? other : join(label, other, in: &parents)
                    }
                }
                if label < 0 {
                    label = Int32(parents.count)
                    parents.append(label)
                }
                labels[index] = label
            }
        }
        return (labels, parents)
    }

    private static func join(_ a: Int32, _ b: Int32, in parents: inout [Int32]) -> Int32 {
        let (first, second) = (root(of: a, in: &parents), root(of: b, in: &parents))
        parents[Int(max(first, second))] = min(first, second)
        return min(first, second)
    }

    private static func root(of label: Int32, in parents: inout [Int32]) -> Int32 {
        var label = label
        while parents[Int(label)] != label {
            parents[Int(label)] = parents[Int(parents[Int(label)])]
            label = parents[Int(label)]
        }
        return label
    }
}

extension InkComponents.Part {
    fileprivate mutating func add(_ value: Float, x: Int, y: Int, isEdge: Bool) {
        mass += value
        if isEdge { edgeMass += value }
        left = min(left, x)
        right = max(right, x)
        top = min(top, y)
        bottom = max(bottom, y)
    }
}
