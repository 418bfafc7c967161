import Rules
import Testing

struct SentenceTests {
  @Test func `a sentence keeps its values apart and can be said in another language`() {
    let sentence: Sentence = "“\("Phú Lộc")” dài quá \(200) ký tự."
    #expect(sentence.pattern == "“{1}” dài quá {2} ký tự.")
    #expect(sentence.description == "“Phú Lộc” dài quá 200 ký tự.")
    #expect(
      sentence.filled("More than {2} characters: “{1}”.") == "More than 200 characters: “Phú Lộc”.")
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
  }

  @Test(arguments: ["{", "{9}", "{x}", "}{", "{1"])
  func `braces that are no places are shown as they stand`(text: String) {
    let sentence: Sentence = "\(1)"
    #expect(sentence.filled(text) == text)
  }
}
