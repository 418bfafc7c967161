import Rules
import Testing

private enum Thing {}

struct IdentifierTests {
  @Test func `identities sort by time, then by chance`() {
    let early = ID<Thing>(milliseconds: 1, random: [UInt8](repeating: 255, count: 10))
    let late = ID<Thing>(milliseconds: 2, random: [UInt8](repeating: 0, count: 10))
    #expect(early < late)
    #expect(early.text.utf8.count == 26)
  }

  @Test func `an identity can be read back, and only as it is written`() {
    let id = ID<Thing>(milliseconds: 1_795_140_900_000, random: Array(0..<10))
    #expect(ID<Thing>(id.text) == id)
    #expect(ID<Thing>(id.text.uppercased()) == nil)
  }

  @Test(
    arguments: [
      "", "0", "8zzzzzzzzzzzzzzzzzzzzzzzzz", "0000000000000000000000000i",
      "../../../../../../etc/passwd", "00000000000000000000000000\u{0}",
      "đ0000000000000000000000000",
    ])
  func `what is no identity is none`(text: String) {
    #expect(ID<Thing>(text) == nil)
  }
}
