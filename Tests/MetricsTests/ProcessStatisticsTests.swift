import Glibc
import Testing

@testable import Metrics

@Suite struct `The statistics of a process` {
    private let stat =
        "42 (a) R 1 (x) S 1 42 42 0 -1 4194560 900 0 3 0 250 150 0 0 20 0 7 0 5000 123456789 100 18446744073709551615"

    @Test func `are read whatever the program is called`() throws {
        let read = try #require(
            ProcessStatistics(
                stat: stat, systemStat: "cpu 1 2\nbtime 1700000000\nprocesses 3\n", ticksPerSecond: 100,
                pageSize: 4096, openDescriptors: 5, maximumDescriptors: 1024))
        #expect(read.cpuSeconds == 4)
        #expect(read.threads == 7)
        #expect(read.startTime == 1_700_000_050)
        #expect(read.virtualBytes == 123_456_789)
        #expect(read.residentBytes == 409_600)
    }

    @Test(arguments: ["", "42 (a", "42 (a) S 1 2", "42 (a) S" + String(repeating: " x", count: 30)])
    func `are not made up`(_ stat: String) {
        #expect(
            ProcessStatistics(
                stat: stat, systemStat: "btime 1\n", ticksPerSecond: 100, pageSize: 4096, openDescriptors: 5,
                maximumDescriptors: 1024) == nil)
    }

    @Test func `of this one are plausible`() throws {
        let now = try #require(ProcessStatistics.current())
        #expect(now.residentBytes > 1 << 20)
        #expect(now.startTime <= Double(time(nil)) + 1)
        #expect(now.startTime > Double(time(nil)) - 7200)
        let before = try #require(now.openDescriptors)
        let opened = (0..<50).map { _ in dup(0) }
        defer { opened.forEach { close($0) } }
        let after = try #require(ProcessStatistics.current()?.openDescriptors)
        // Other tests open and close descriptors meanwhile.
        #expect(after > before + 25)
    }
}
