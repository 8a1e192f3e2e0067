import DigitModel
import Foundation
import MNISTData
import Neural
import Testing

@testable import Report

struct PageTests {
    private func report(
        _ architecture: Architecture = .cnnSmall, notes: [String: String] = [:], log: EpochLog? = nil,
        images: Int = 40, classLabels: [String] = CheckpointMetadata.digits
    ) -> RunReport {
        var checkpoint = untrained(architecture, notes: notes)
        checkpoint.metadata.classLabels = classLabels
        let all = LabelledImages.synthetic(count: max(1, images))
        return RunReport(
            measuring: checkpoint, fileSize: 12_345,
            on: all.subset(Array(0..<images)), log: log, team: Team(threads: 2))
    }

    private static let ids = [
        "figures", "curves", "confusion", "reliability", "errors", "filters", "maps", "model", "provenance",
    ]

    @Test(arguments: [Architecture.cnnSmall, .inklingTiny, .mlpImproved])
    func `every section is there, whatever the network`(_ architecture: Architecture) {
        let page = report(architecture).page
        for id in Self.ids { #expect(page.contains("<h2 id=\"\(id)\">")) }
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(page.utf8.count < 400_000)
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"))
    }

    @Test func `classes that are no digits have their names, and are never called digits`() throws {
        let named = report(classLabels: PublicDataset.fashion.classNames)
        let (page, digits) = (named.page, report().page)
        let worst = try #require(named.misreadings.first)
        let label = PublicDataset.fashion.classNames[worst.label]
        #expect(page.contains("alt=\"Test image \(worst.index), labelled \(label)\""))
        #expect(page.contains("<strong>\(label)</strong> read as <strong>"))
        #expect(page.contains("<span class=\"name\">Ankle boot</span>"))
        #expect(page.contains(">7 Sneaker</th>") && page.contains(">class</th>"))
        #expect(page.contains("How it sees an image") && page.contains("the probability of each class"))
        #expect(!page.lowercased().contains("digit"))
        #expect(digits.contains("How it sees a digit") && digits.contains(">digit</th>"))
        #expect(!digits.contains("class=\"bars named\""))
    }

    @Test func `the same run makes the same page`() {
        #expect(report().page == report().page)
    }

    @Test func `what a checkpoint says cannot break out of the page`() {
        let evil = "</title><script>alert('x')</script>\"&\u{0}"
        let page = report(notes: [
            "name": evil, "seed": evil, "command": "fit --\(evil) \(evil)", evil: evil, "epoch": evil,
            "created": evil,
        ]).page
        #expect(!page.contains("<script") && !page.contains("\u{0}"))
        #expect(
            page.contains("&lt;/title&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;\u{FFFD}"))
    }

    @Test func `without a log, the section of the curves says so`() {
        #expect(report().page.contains("There is no log of this run"))
        #expect(report(log: EpochLog(rows: [])).page.contains("The run&#39;s log has no epochs."))
    }

    @Test func `a log of one epoch, of perfect epochs and of lossless ones is drawn`() {
        let row = EpochLog.Row(
            epoch: 1, learningRate: 0, trainLoss: 0, trainAccuracy: 1, validationLoss: 0,
            validationAccuracy: 1, seconds: 3)
        var second = row
        second.epoch = 2
        for rows in [[row], [row, second]] {
            let page = report(log: EpochLog(rows: rows)).page
            #expect(page.contains("<polyline") && page.contains("best: epoch "))
            #expect(page.components(separatedBy: "text-anchor=\"middle\">1</text>").count == 4)
            #expect(!page.contains("nan\"") && !page.contains("inf\""))
        }
    }

    @Test func `no test images, no figures out of nothing`() {
        let report = report(images: 0)
        #expect(report.sample == nil && report.misreadings.isEmpty)
        #expect(report.page.contains("no test images"))
    }

    @Test func `the worst errors carry their pictures and their labels`() throws {
        let report = report()
        let worst = try #require(report.misreadings.first)
        let images = LabelledImages.synthetic(count: 40)
        #expect(worst.pixels == Array(images.pixels[images.pixelRange(of: worst.index)]))
        #expect(worst.label == Int(images.labels[worst.index]) && worst.ranking.first != worst.label)
        #expect(report.misreadings.count == min(24, report.evaluation.errorCount))
        #expect(zip(report.misreadings, report.misreadings.dropFirst()).allSatisfy { $0.loss >= $1.loss })
        let shown = report.page.components(separatedBy: "alt=\"Test image ").count - 1
        #expect(shown == report.misreadings.count)
    }
}
