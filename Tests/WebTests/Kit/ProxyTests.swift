import HTTPTypes
import Rules
import TestSupport
import Testing

@testable import Web

struct ProxyTests {
  private let trusted = Set(
    ["127.0.0.1", "10.0.0.1", "2001:db8::a"].compactMap { NetworkAddress($0) })

  private func address(_ peer: String, _ forwarded: String...) -> String? {
    var headers: HTTPFields = [:]
    headers[values: .forwardedFor] = forwarded
    return Proxy.address(headers, NetworkAddress(peer), trusted)
  }

  @Test func `who is no trusted proxy cannot speak for others`() {
    #expect(address("203.0.113.9") == "203.0.113.9")
    #expect(address("203.0.113.9", "198.51.100.1") == "203.0.113.9")
    #expect(address("203.0.113.9", "127.0.0.1") == "203.0.113.9")
    #expect(address("2001:db8::b", "2001:db8::a, 198.51.100.1") == "2001:db8::b")
  }

  @Test func `of a trusted proxy the last stranger is believed, not what the stranger claims`() {
    #expect(address("127.0.0.1", "203.0.113.9") == "203.0.113.9")
    #expect(address("127.0.0.1", "198.51.100.1, 203.0.113.9") == "203.0.113.9")
    #expect(address("127.0.0.1", "198.51.100.1", "203.0.113.9") == "203.0.113.9")
    // Claimed to have come through one of ours.
    #expect(address("127.0.0.1", "198.51.100.1, 10.0.0.1, 203.0.113.9") == "203.0.113.9")
  }

  @Test func `several trusted hops are gone through`() {
    #expect(address("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.1") == "203.0.113.9")
    #expect(address("127.0.0.1", "203.0.113.9, 2001:DB8:0::A,10.0.0.1") == "203.0.113.9")
    #expect(address("127.0.0.1", "10.0.0.1, 10.0.0.1") == "10.0.0.1")
    #expect(address("127.0.0.1") == "127.0.0.1")
  }

  @Test func `addresses of version 6 are known however they are written`() {
    #expect(address("::ffff:127.0.0.1", "203.0.113.9") == "203.0.113.9")
    #expect(address("2001:DB8::A", "[2001:db8:1::5]:4711") == "2001:db8:1::5")
    #expect(address("127.0.0.1", "2001:db8:0:0::7") == "2001:db8::7")
  }

  @Test(arguments: ["unknown", "_hidden", "", " ", "<script>", "203.0.113.9 198.51.100.1", "a, ,"])
  func `a word that is no address ends the search where it stands`(word: String) {
    #expect(address("127.0.0.1", "198.51.100.1, \(word)") == "127.0.0.1")
    #expect(address("127.0.0.1", "198.51.100.1, \(word), 10.0.0.1") == "10.0.0.1")
  }
}
