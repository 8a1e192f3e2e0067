import Glibc

/// Lines over epochs, as an inline SVG: each labelled at its end, one epoch marked.
struct LinePlot {
    /// One line. Its colour is that of the class in the stylesheet.
    struct Line {
        let name: String
        let style: String
        let points: [(epoch: Int, value: Double)]
    }

    let title: String
    let lines: [Line]
    let isLogarithmic: Bool
    /// The epoch that is marked, and what is written beside the mark.
    let mark: (epoch: Int, text: String)?
    /// How the axis writes a tick.
    let tickText: (AxisTicks.Tick) -> String
    /// Whether small values are good and so drawn at the top, as shares of errors are where accuracy is shown.
    var isFlipped = false

    private static let (width, height) = (360.0, 220.0)
    private static let (left, top, bottom) = (48.0, 18.0, 184.0)

    /// A line that is alone needs no name, and no room for it.
    private var isNamed: Bool { lines.count > 1 }
    private var right: Double { isNamed ? 284 : 348 }

    var html: HTML {
        let (x, y) = (xScale, yScale)
        return """
            <svg class="plot" viewBox="0 0 \(unit(Self.width)) \(unit(Self.height))" role="img" aria-label="\(title)">\
            <title>\(title)</title>\
            \(yAxis(y))\(xAxis(x))\(markLine(x))\
            \(HTML.joined(lines.map { curve($0, x, y) }))\(isNamed ? endLabels(y) : "")</svg>

            """
    }

    private var xScale: PlotScale {
        let epochs = lines.flatMap { $0.points.map(\.epoch) }
        let (first, last) = (Double(epochs.min() ?? 1), Double(epochs.max() ?? 1))
        // A single epoch stands in the middle.
        let domain = first < last ? first...last : first - 1...first + 1
        return PlotScale(domain, range: (Self.left + 6, right - 6))
    }

    private var yScale: PlotScale {
        let values = lines.flatMap { $0.points.map(\.value) }
        let range = isFlipped ? (lower: Self.top, upper: Self.bottom) : (lower: Self.bottom, upper: Self.top)
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        if isLogarithmic {
            let margin = max(1.15, pow(high / low, 0.05))
            return PlotScale(low / margin...high * margin, range: range, isLogarithmic: true)
        }
        let top = high > 0 ? high : 1
        return PlotScale(min(0, low)...top * 1.05, range: range)
    }

    private func yAxis(_ scale: PlotScale) -> HTML {
        .joined(
            scale.ticks(most: 6).ticks.map { tick in
                let y = scale.position(tick.value)
                return """
                    <line class="grid" x1="\(unit(Self.left))" x2="\(unit(right))" y1="\(unit(y))" y2="\(unit(y))"/>\
                    <text class="tick" x="\(unit(Self.left - 6))" y="\(unit(y + 4))" text-anchor="end">\(tickText(tick))</text>
                    """
            })
    }

    private func xAxis(_ scale: PlotScale) -> HTML {
        let last = Double(lines.flatMap { $0.points.map(\.epoch) }.max() ?? 0)
        // Round numbers, and whole ones: there is no epoch between two.
        let whole = scale.ticks(most: 7).ticks.map(\.value).filter {
            $0 == $0.rounded() && $0 >= 1 && $0 <= last
        }
        let labels: [HTML] = whole.map { tick in
            """
            <text class="tick" x="\(unit(scale.position(tick)))" y="\(unit(Self.bottom + 16))" \
            text-anchor="middle">\(Int(tick))</text>
            """
        }
        return """
            <line class="axis" x1="\(unit(Self.left))" x2="\(unit(right))" y1="\(unit(Self.bottom))" y2="\(unit(Self.bottom))"/>\
            \(HTML.joined(labels))\
            <text class="tick" x="\(unit((Self.left + right) / 2))" y="\(unit(Self.bottom + 32))" text-anchor="middle">epoch</text>
            """
    }

    private func markLine(_ scale: PlotScale) -> HTML {
        guard let mark else { return "" }
        let x = scale.position(Double(mark.epoch))
        // Text keeps inside of the drawing.
        let anchor = x < Self.left + 40 ? "start" : x > right - 40 ? "end" : "middle"
        return """
            <line class="mark" x1="\(unit(x))" x2="\(unit(x))" y1="\(unit(Self.top))" y2="\(unit(Self.bottom))"/>\
            <text class="tick" x="\(unit(x))" y="\(unit(Self.top - 6))" text-anchor="\(anchor)">\(mark.text)</text>
            """
    }

    private func curve(_ line: Line, _ x: PlotScale, _ y: PlotScale) -> HTML {
        let places = line.points.map { (x.position(Double($0.epoch)), y.position($0.value)) }
        let path = places.map { "\(unit($0.0)),\(unit($0.1))" }.joined(separator: " ")
        let marked = line.points.indices.filter {
            line.points.count == 1 || line.points[$0].epoch == mark?.epoch
        }
        let dots: [HTML] = marked.map { index in
            """
            <circle class="dot \(line.style)" cx="\(unit(places[index].0))" cy="\(unit(places[index].1))" r="3.5"/>
            """
        }
        return """
            <polyline class="line \(line.style)" points="\(path)"/>\(HTML.joined(dots))
            """
    }

    /// The lines' names beside their ends, moved apart where they would lie on each other.
    private func endLabels(_ scale: PlotScale) -> HTML {
        let gap = 15.0
        var places = lines.map { line in (line, line.points.last.map { scale.position($0.value) } ?? Self.top)
        }
        places.sort { $0.1 < $1.1 }
        for index in places.indices.dropFirst() where places[index].1 < places[index - 1].1 + gap {
            places[index].1 = places[index - 1].1 + gap
        }
        let excess = max(0, (places.last?.1 ?? 0) - Self.bottom)
        return .joined(
            places.map { line, y in
                """
                <text class="name \(line.style)" x="\(unit(right + 4))" y="\(unit(y - excess + 4))">\(line.name)</text>
                """
            })
    }

    private func unit(_ value: Double) -> String { SVGUnit.text(value) }
}
