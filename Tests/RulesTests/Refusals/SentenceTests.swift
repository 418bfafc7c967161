import Rules
import Testing

struct SentenceTests {
  @Test func `a sentence keeps its values apart and can be said in another language`() {
    let sentence: Sentence = "“\("Phú Lộc")” dài quá \(200) ký tự."
    #expect(sentence.pattern == "“{1}” dài quá {2} ký tự.")
    #expect(sentence.description == "“Phú Lộc” dài quá 200 ký tự.")
    #expect(
      sentence.said { _ in "More than {2} characters: “{1}”." }
        == "More than 200 characters: “Phú Lộc”.")
  }

  @Test func `a value that looks like a place in the pattern stays as it is`() {
    let sentence: Sentence = "Không có “\("{2}{1}")” trong \("{1}")."
    #expect(sentence.description == "Không có “{2}{1}” trong {1}.")
  }

  @Test func `two sentences joined keep all their values in order`() {
    let first: Sentence = "Đơn vị \("A") đã có \("B"). "
    let joined = first + "Chọn ngày sau \("30/06/2025"), trước \("C")."
    #expect(joined.description == "Đơn vị A đã có B. Chọn ngày sau 30/06/2025, trước C.")
    #expect(joined.values == ["A", "B", "30/06/2025", "C"])
    #expect(joined.pattern == "Đơn vị {1} đã có {2}. Chọn ngày sau {3}, trước {4}.")
    #expect(joined.said { $0 == joined.pattern ? "{4} {1}" : nil } == "C A")
    #expect(
      joined.said { $0.hasPrefix("Chọn") ? "Choose {2}." : nil } == "Đơn vị A đã có B. Choose C.")
  }

  @Test func `a sentence inside another is said in the other's language`() {
    let english = ["vai trò {1}": "role {1}", "người xem": "viewer", "{1} hết hạn.": "{1} ended."]
    let role: Sentence = "người xem"
    let inner: Sentence = "vai trò \(role)"
    let outer: Sentence = "\(inner) hết hạn."
    #expect(outer.description == "Vai trò người xem hết hạn.")
    #expect(outer.said { english[$0] } == "Role viewer ended.")
    #expect(outer.said { english[$0 == "người xem" ? "" : $0] } == "Role người xem ended.")
  }

  @Test(arguments: ["{", "{9}", "{x}", "}{", "{1"])
  func `braces that are no places are shown as they stand`(text: String) {
    let sentence: Sentence = "\(1)"
    #expect(sentence.said { _ in text } == text)
  }
}
