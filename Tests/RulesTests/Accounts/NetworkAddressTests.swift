import Rules
import Testing

@Test(
  arguments: [
    ("10.0.0.5", "10.0.0.5", "10.0.0.5"), ("10.0.0.5:8080", "10.0.0.5", "10.0.0.5"),
    ("::ffff:10.0.0.5", "10.0.0.5", "10.0.0.5"), ("::FFFF:0a00:0005", "10.0.0.5", "10.0.0.5"),
    ("2001:DB8:0:0:0:0:0:1", "2001:db8::1", "2001:db8::/64"),
    ("[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("[::1]", "::1", "::/64"), ("::", "::", "::/64"),
    ("fe80::1%eth0", "fe80::1", "fe80::/64"),
    ("2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1", "2001:db8:0:1::/64"),
    ("1:0:0:2:0:0:3:4", "1::2:0:0:3:4", "1:0:0:2::/64"),
    ("64:ff9b::192.0.2.1", "64:ff9b::c000:201", "64:ff9b::/64"),
  ])
func `an address is the same however it is written`(text: String, shown: String, line: String) {
  #expect(NetworkAddress(text)?.description == shown)
  #expect(NetworkAddress(text)?.line == line)
  #expect(NetworkAddress(shown) == NetworkAddress(text))
}

@Test(
  arguments: [
    "", "unknown", "localhost", "10.0.0", "10.0.0.256", "10.0.0.5.6", "+1.0.0.5", "10.0.0.5:",
    "10.0.0.5:x",
    "10.0.0.5:99999", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":1:2:3:4:5:6:7", "::12345",
    "[::1", "[::1]x", "[10.0.0.5]", "::1.2.3.4.5", "1:2:3:4:5:6:7:8::", "<b>", "_hidden",
    "１０.0.0.5",
    String(repeating: "1", count: 100),
  ])
func `what is no address is none`(text: String) {
  #expect(NetworkAddress(text) == nil)
}
