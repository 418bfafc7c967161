import Rules
import Testing

struct SearchTextTests {
  @Test(arguments: [
    ("Xã Hoà Bình", "xa hoa binh"), ("Xã Hòa Bình", "xa hoa binh"),
    ("Xa\u{303} Ho\u{61}\u{300} Bi\u{300}nh", "xa hoa binh"),
    ("Số 12/KH-UBND", "so 12 kh ubnd"), ("Đắk M'Đrắk, ĐẠ TẺH", "dak mdrak da teh"),
    ("", ""), ("– / …", ""),
  ])
  func `words are read without marks, however they were typed`(text: String, words: String) {
    #expect(SearchText.words(text, limit: 20).map(\.word).joined(separator: " ") == words)
  }

  @Test func `the tone's place does not tell words apart, its kind does`() {
    let forms = ["Hoà", "Hòa", "hoa\u{300}"].map { SearchText.words($0, limit: 9).map(\.form) }
    #expect(Set(forms).count == 1)
    #expect(SearchText.words("hoá", limit: 9).map(\.form) != forms[0])
    #expect(SearchText.words("hoa", limit: 9).allSatisfy { !$0.isMarked })
  }

  @Test func `a word counts once, and no more than the limit`() {
    #expect(SearchText.words("ba Ba bà ba", limit: 9).count == 2)
    #expect(SearchText.words("mot hai ba", limit: 2).count == 2)
    #expect(SearchText.words(String(repeating: "a", count: 41), limit: 9).isEmpty)
  }

  @Test func `an excerpt marks hits and stands around the first`() {
    let hit = SearchText.excerpt("Xã Hoà Bình, tỉnh Tân An", ["hoa", "binh"])
    #expect(
      hit == [
        SearchText.Part(text: "Xã ", isHit: false), SearchText.Part(text: "Hoà Bình", isHit: true),
        SearchText.Part(text: ", tỉnh Tân An", isHit: false),
      ])
    let long =
      String(repeating: "văn bản ", count: 60) + "hoà giải"
      + String(
        repeating: " cơ sở", count: 60)
    let parts = SearchText.excerpt(long, ["hoa"], length: 100)
    #expect(parts.first?.text == "…" && parts.last?.text == "…")
    #expect(parts.contains { $0.isHit && $0.text == "hoà" })
    #expect(parts.map(\.text).joined().count < 160)
  }
}
