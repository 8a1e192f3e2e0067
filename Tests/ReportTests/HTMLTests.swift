import Testing

@testable import Report

struct HTMLTests {
    @Test(arguments: [
        ("plain", "plain"), ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("\"x\" 'y'", "&quot;x&quot; &#39;y&#39;"), ("&amp;", "&amp;amp;"),
        ("</script><script>alert(1)</script>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("line\nnext\ttab", "line\nnext\ttab"),
        ("nul \0 bell \u{7} del \u{7F} c1 \u{85}", "nul \u{FFFD} bell \u{FFFD} del \u{FFFD} c1 \u{FFFD}"),
        ("\r", "\u{FFFD}"), ("é 漢 \u{1F600} ]]>", "é 漢 \u{1F600} ]]&gt;"), ("", ""),
    ])
    func `text that goes into markup is escaped`(_ text: String, _ escaped: String) {
        let html: HTML = "<p title=\"\(text)\">\(text)</p>"
        #expect(html.text == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func `noncharacters, which no HTML may have, become the replacement character`() throws {
        for value in [0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFF] as [UInt32] {
            let scalar = try #require(Unicode.Scalar(value))
            #expect(("\(String(scalar))" as HTML).text == "\u{FFFD}")
        }
    }

    @Test func `markup that goes into markup stays as it is, and numbers too`() {
        let cell: HTML = "<td>\("a & b")</td>"
        #expect(
            ("<tr>\(cell)\(.joined([cell, "<td/>"]))</tr>\(7)" as HTML).text
                == "<tr><td>a &amp; b</td><td>a &amp; b</td><td/></tr>7")
    }
}
