import Rules
import Testing

@testable import Web

struct FieldsTests {
  @Test func `fields come decoded and in order`() throws {
    let fields = try #require(Fields(urlEncoded: "ten=X%C3%A3+Ph%C3%BA&ten=2&trong=&co"))
    #expect(fields["ten"] == "Xã Phú")
    #expect(fields.all("ten") == ["Xã Phú", "2"])
    #expect(fields["trong"] == "")
    #expect(fields["co"] == "")
    #expect(fields["khong"] == nil)
  }

  @Test(arguments: ["a=%", "a=%4", "a=%zz", "%ff=1", "a=%C3"])
  func `broken escapes and bytes that are no text are refused`(text: String) {
    #expect(Fields(urlEncoded: text) == nil)
  }

  @Test(
    arguments: [
      ("30/06/2025", "2025-06-30"), ("30-6-2025", "2025-06-30"), ("2025-06-30", "2025-06-30"),
      ("1.7.2025", "2025-07-01"), ("5/9/2026", "2026-09-05"), ("05/09/2026", "2026-09-05"),
      ("05-09-2026", "2026-09-05"), ("5.9.2026", "2026-09-05"), (" 5/9/2026 ", "2026-09-05"),
      ("05092026", "2026-09-05"), ("29/02/2024", "2024-02-29"),
    ])
  func `a date may be typed as people write it`(typed: String, iso: String) {
    #expect(CivilDate(typed: typed)?.iso == iso)
  }

  @Test(
    arguments: ["31/02/2025", "30/06/25", "hôm nay", "2025/06/30", "", "1/1/20255"] + [
      "29/02/2025", "00/01/2025", "13/13/2025", "5/9-2026", "+5/9/2026", "5/ 9/2026", "005/9/2026",
      "5/9", "//",
      "20260905", "5092026", "٥/٩/٢٠٢٦", "5/9/2026 08:00",
    ])
  func `what is no date is a problem in words`(typed: String) {
    #expect(CivilDate(typed: typed) == nil)
  }
}
