import Glibc
import Training

/// Confidence against accuracy as an inline SVG, and below it how many answers each bin has.
struct ReliabilityDiagram {
    let reliability: Reliability

    private static let (left, right, top, bottom) = (48.0, 348.0, 12.0, 232.0)
    private static let (countTop, countBottom) = (256.0, 312.0)

    var html: HTML {
        let title =
            "Accuracy by confidence in \(reliability.bins.count) bins, and the number of answers in each"
        return """
            <svg class="plot" viewBox="0 0 360 348" role="img" aria-label="\(title)"><title>\(title)</title>\
            \(axes)\(.joined(reliability.bins.indices.map(bar)))\(diagonal)\
            \(.joined(reliability.bins.indices.map(whisker)))\(counts)</svg>

            """
    }

    private var x: PlotScale { PlotScale(0...1, range: (Self.left, Self.right)) }
    private var y: PlotScale { PlotScale(0...1, range: (Self.bottom, Self.top)) }

    /// From half an answer, so that a single one is seen.
    private var countScale: PlotScale {
        let most = Double(reliability.bins.map(\.count).max() ?? 1)
        return PlotScale(
            0.5...max(2, most * 1.2), range: (Self.countBottom, Self.countTop), isLogarithmic: true)
    }

    private var axes: HTML {
        let shares = [0, 0.2, 0.4, 0.6, 0.8, 1]
        let rows: [HTML] = shares.map { share in
            """
            <line class="grid" x1="\(unit(Self.left))" x2="\(unit(Self.right))" y1="\(unit(y.position(share)))" \
            y2="\(unit(y.position(share)))"/>\
            <text class="tick" x="\(unit(Self.left - 6))" y="\(unit(y.position(share) + 4))" \
            text-anchor="end">\(Figures.percent(share, 0))</text>
            """
        }
        let columns: [HTML] = shares.map { share in
            """
            <text class="tick" x="\(unit(x.position(share)))" y="\(unit(Self.countBottom + 16))" \
            text-anchor="\(share == 1 ? "end" : "middle")">\(Figures.percent(share, 0))</text>
            """
        }
        return """
            \(.joined(rows))\(.joined(columns))\
            <text class="tick" x="\(unit((Self.left + Self.right) / 2))" y="\(unit(Self.countBottom + 32))" \
            text-anchor="middle">confidence</text>
            """
    }

    private var diagonal: HTML {
        """
        <line class="mark" x1="\(unit(x.position(0)))" y1="\(unit(y.position(0)))" x2="\(unit(x.position(1)))" \
        y2="\(unit(y.position(1)))"/>
        """
    }

    /// The stretch of the horizontal axis that a bin takes, with a little air.
    private func stretch(_ index: Int) -> (x: Double, width: Double) {
        let count = Double(reliability.bins.count)
        let (from, to) = (x.position(Double(index) / count), x.position(Double(index + 1) / count))
        return (from + 1, to - from - 2)
    }

    private func bar(_ index: Int) -> HTML {
        guard let accuracy = reliability.bins[index].accuracy else { return "" }
        let place = stretch(index)
        return """
            <rect class="share" x="\(unit(place.x))" width="\(unit(place.width))" y="\(unit(y.position(accuracy)))" \
            height="\(unit(Self.bottom - y.position(accuracy)))"/>
            """
    }

    /// The accuracy at the bin's mean confidence, with its 95 % interval: a bin of three answers says little.
    private func whisker(_ index: Int) -> HTML {
        let bin = reliability.bins[index]
        guard let confidence = bin.confidence, let accuracy = bin.accuracy else { return "" }
        let interval = WilsonInterval(hits: bin.correct, trials: bin.count)
        let at = unit(x.position(confidence))
        return """
            <line class="whisker" x1="\(at)" x2="\(at)" y1="\(unit(y.position(interval.lower)))" \
            y2="\(unit(y.position(interval.upper)))"/>\
            <circle class="dot validation" cx="\(at)" cy="\(unit(y.position(accuracy)))" r="3"/>
            """
    }

    private var counts: HTML {
        let scale = countScale
        let ticks: [HTML] = scale.ticks(most: 3).ticks.filter { $0.value >= 1 }.map { tick in
            """
            <line class="grid" x1="\(unit(Self.left))" x2="\(unit(Self.right))" y1="\(unit(scale.position(tick.value)))" \
            y2="\(unit(scale.position(tick.value)))"/>\
            <text class="tick" x="\(unit(Self.left - 6))" y="\(unit(scale.position(tick.value) + 4))" \
            text-anchor="end">\(Figures.grouped(Int(tick.value)))</text>
            """
        }
        let bars: [HTML] = reliability.bins.indices.filter { reliability.bins[$0].count > 0 }.map { index in
            let (place, top) = (stretch(index), scale.position(Double(reliability.bins[index].count)))
            return """
                <rect class="count" x="\(unit(place.x))" width="\(unit(place.width))" y="\(unit(top))" \
                height="\(unit(Self.countBottom - top))"/>
                """
        }
        return """
            \(.joined(ticks))\(.joined(bars))\
            <line class="axis" x1="\(unit(Self.left))" x2="\(unit(Self.right))" y1="\(unit(Self.countBottom))" \
            y2="\(unit(Self.countBottom))"/>
            """
    }

    private func unit(_ value: Double) -> String { SVGUnit.text(value) }
}
