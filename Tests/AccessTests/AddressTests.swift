import Testing

@testable import Access

@Suite struct `An address` {
    @Test func `of IPv4 is one in either spelling`() throws {
        let plain = try #require(IPAddress("192.0.2.1"))
        #expect(plain == IPAddress("::ffff:192.0.2.1"))
        #expect(plain.isIPv4)
        #expect(plain.subscriber == plain)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", " 1.2.3.4", "1.2.3.4 ", "1.2.3.4:80", "[::1]",
        "::1%lo", "localhost", "1.2.3.4\0", ":::", "g::1", "0x7f.0.0.1",
    ])
    func `in any other form is none`(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func `of IPv6 belongs to a subscriber of 64 bits`() {
        #expect(IPAddress("2001:db8:1:2:3:4:5:6")?.subscriber == IPAddress("2001:db8:1:2::"))
        #expect(IPAddress("2001:db8:1:3::")?.subscriber != IPAddress("2001:db8:1:2::"))
    }
}

@Suite struct `A range of addresses` {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false), ("0.0.0.0/0", "1.2.3.4", true),
        ("0.0.0.0/0", "::1", false), ("::/0", "1.2.3.4", true), ("192.0.2.7", "192.0.2.7", true),
        ("192.0.2.7", "192.0.2.6", false), ("192.0.2.6/31", "192.0.2.7", true), ("::1", "::1", true),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::", false),
        ("2001:db8::/65", "2001:db8::7fff:0:0:1", true), ("2001:db8::/65", "2001:db8::8000:0:0:1", false),
        ("2001:db8::/64", "2001:db8::ffff:0:0:1", true), ("fe80::/128", "fe80::", true),
    ])
    func `has those that begin like it`(_ range: String, _ address: String, _ isIn: Bool) throws {
        let address = try #require(IPAddress(address))
        #expect(try #require(AddressRange(range)).contains(address) == isIn)
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.1.2.3/8",
        "::/129", "2001:db8::1/64", "all",
    ])
    func `is not made of anything else`(_ text: String) {
        #expect(AddressRange(text) == nil)
    }
}
