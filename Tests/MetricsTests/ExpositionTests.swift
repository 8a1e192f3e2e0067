import Metrics
import Testing

@Suite struct `The text for Prometheus` {
    @Test func `has help and type before a family's samples`() {
        var exposition = Exposition()
        exposition.family("a_total", .counter, "How many.")
        exposition.sample("a_total", 3, ["route": "/x", "status": "200"])
        exposition.sample("a_total", 0.5)
        exposition.single("b", .gauge, "A level.", -1)
        #expect(
            exposition.text == """
                # HELP a_total How many.
                # TYPE a_total counter
                a_total{route="/x",status="200"} 3
                a_total 0.5
                # HELP b A level.
                # TYPE b gauge
                b -1

                """)
    }

    @Test func `counts a histogram's ranges together`() {
        var histogram = Histogram(bounds: [0.1, 1])
        for value in [0.05, 0.1, 0.5, 2, 3] { histogram.observe(value) }
        var exposition = Exposition()
        exposition.sample("h", histogram, ["stage": "x"])
        #expect(
            exposition.text == """
                h_bucket{stage="x",le="0.1"} 2
                h_bucket{stage="x",le="1"} 3
                h_bucket{stage="x",le="+Inf"} 5
                h_sum{stage="x"} 5.65
                h_count{stage="x"} 5

                """)
    }

    @Test func `escapes what would end a value or a line`() {
        var exposition = Exposition()
        exposition.family("a", .gauge, "one\ntwo \\ \"three\"")
        exposition.sample("a", 1, ["name": "x\"\\\ny\r\n"])
        #expect(
            exposition.text
                == "# HELP a one\\ntwo \\\\ \"three\"\n# TYPE a gauge\na{name=\"x\\\"\\\\\\ny\r\\n\"} 1\n")
    }

    @Test(arguments: [
        (Double.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (1e300, "1e+300"), (12, "12"),
    ])
    func `writes numbers that are none as Go reads them`(_ value: Double, _ text: String) {
        var exposition = Exposition()
        exposition.sample("a", value)
        #expect(exposition.text == "a \(text)\n")
    }
}

@Suite struct `A histogram` {
    @Test func `keeps its sum from what is no number`() {
        var histogram = Histogram(bounds: [1])
        histogram.observe(.nan)
        histogram.observe(2)
        #expect(histogram.counts == [0, 2])
        #expect(histogram.sum == 2)
    }
}
