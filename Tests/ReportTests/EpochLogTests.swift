import Foundation
import Testing

@testable import Report

struct EpochLogTests {
    private static let header =
        "epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,images_per_second,seconds"

    private func log(_ rows: String...) throws -> EpochLog {
        try EpochLog(parsing: ([Self.header] + rows).joined(separator: "\n"), path: "run.csv")
    }

    @Test func `a log as the trainer writes it`() throws {
        let log = try log(
            "1,0.00031255768,0.80671,0.86218,0.09761,0.9724,1952,28", "2,1.2e-08,0.4,0.97,0.04,0.98,1210,45\n"
        )
        #expect(log.rows.map(\.epoch) == [1, 2])
        #expect(
            log.rows[0]
                == .init(
                    epoch: 1, learningRate: 0.00031255768, trainLoss: 0.80671, trainAccuracy: 0.86218,
                    validationLoss: 0.09761, validationAccuracy: 0.9724, seconds: 28))
        #expect(log.rows[1].learningRate == 1.2e-8)
    }

    @Test func `epochs may be missing, columns stand in any order, lines end in any way`() throws {
        #expect(try log("3,1,1,1,1,1,1,1", "", "7,1,1,1,1,1,1,1").rows.map(\.epoch) == [3, 7])
        let text =
            "seconds, extra,epoch,learning_rate,validation_accuracy,train_accuracy,validation_loss,train_loss\r\n9,x,1,2,0.3,0.4,5,6\r\n"
        let row = try #require(try EpochLog(parsing: text, path: "x").rows.first)
        #expect(
            row
                == .init(
                    epoch: 1, learningRate: 2, trainLoss: 6, trainAccuracy: 0.4, validationLoss: 5,
                    validationAccuracy: 0.3,
                    seconds: 9))
    }

    @Test func `a header alone is a log of no epochs`() throws {
        #expect(try log().rows == [])
        #expect(try log("", "").rows == [])
    }

    @Test(arguments: [
        (
            ["1,1,1,1,1,1,1,1", "2,1,1,1,1,1,1"],
            EpochLogError.wrongFieldCount(path: "run.csv", line: 3, expected: 8, actual: 7)
        ),
        (["1,1,1,1,1,1,1,1,1"], .wrongFieldCount(path: "run.csv", line: 2, expected: 8, actual: 9)),
        (
            ["1,1,1,1,1,1,1,1", "", "x,1,1,1,1,1,1,1"],
            .badValue(path: "run.csv", line: 4, column: "epoch", value: "x")
        ),
        (["1.5,1,1,1,1,1,1,1"], .badValue(path: "run.csv", line: 2, column: "epoch", value: "1.5")),
        (["0,1,1,1,1,1,1,1"], .badValue(path: "run.csv", line: 2, column: "epoch", value: "0")),
        (["1,1,nan,1,1,1,1,1"], .badValue(path: "run.csv", line: 2, column: "train_loss", value: "nan")),
        (["1,1,-1,1,1,1,1,1"], .badValue(path: "run.csv", line: 2, column: "train_loss", value: "-1")),
        (["1,1,1,1,inf,1,1,1"], .badValue(path: "run.csv", line: 2, column: "validation_loss", value: "inf")),
        (
            ["1,1,1,1,1,1.1,1,1"],
            .badValue(path: "run.csv", line: 2, column: "validation_accuracy", value: "1.1")
        ),
        (["1,1,1,1,1,1,1,"], .badValue(path: "run.csv", line: 2, column: "seconds", value: "")),
        (
            ["2,1,1,1,1,1,1,1", "2,1,1,1,1,1,1,1"],
            .notAscending(path: "run.csv", line: 3, epoch: 2, after: 2)
        ),
        (
            ["2,1,1,1,1,1,1,1", "1,1,1,1,1,1,1,1"],
            .notAscending(path: "run.csv", line: 3, epoch: 1, after: 2)
        ),
    ])
    func `a line that cannot be is named`(_ rows: [String], _ error: EpochLogError) {
        #expect(throws: error) {
            try EpochLog(parsing: ([Self.header] + rows).joined(separator: "\n"), path: "run.csv")
        }
        #expect(error.description.hasPrefix("run.csv, line "))
    }

    @Test(arguments: ["", "\n", "epoch,seconds\n1,2", "a,b,c", "\u{FFFD}PNG\n"])
    func `what is no log is refused`(_ text: String) throws {
        let column = text.hasPrefix("epoch") ? "learning_rate" : "epoch"
        #expect(throws: EpochLogError.missingColumn(path: "x.csv", column: column)) {
            try EpochLog(parsing: text, path: "x.csv")
        }
    }

    @Test func `a file that is not there is named`() {
        let path = "/nonexistent/run.csv"
        #expect(throws: EpochLogError.unreadable(path: path, reason: "there is no such file")) {
            try EpochLog(path: path)
        }
    }

    @Test(
        arguments: [
            ("12 of 20", [1, 12, 20], 12), ("12 of 20", [1, 2], 2), (nil, [1, 2, 3], 3),
            ("stopped before 3", [1], 1), (nil, [], nil),
        ] as [(String?, [Int], Int?)])
    func `the marked epoch is the checkpoint's, or else the best of the log`(
        _ note: String?, _ epochs: [Int], _ kept: Int?
    ) {
        let rows = epochs.map { epoch in
            EpochLog.Row(
                epoch: epoch, learningRate: 0, trainLoss: 1, trainAccuracy: 0.5,
                validationLoss: 1 / Double(epoch),
                validationAccuracy: 0.9, seconds: 1)
        }
        #expect(CurvesSection.keptEpoch(rows, note: note) == kept)
    }
}
