import Rules
import Testing

@Test func `sort keys follow the dictionary`() {
  let ordered = [
    "", "2", "10", "a", "A", "à", "ả", "ã", "á", "ạ", "an", "anh", "ăn", "âm", "ba", "ba ba", "bà",
    "bà ba",
    "d", "đ", "e", "ê", "hoa", "hòa", "Hòa An", "Hoà Bình", "Hỏa Tiến", "Hóa Quỳ", "o", "ô", "ơ",
    "Phường 2", "Phường 10", "Phường An Bình", "u", "ư", "v", "y",
  ]
  for (left, right) in zip(ordered, ordered.dropFirst()) {
    let keys = (VietnameseOrder.sortKey(left), VietnameseOrder.sortKey(right))
    #expect(Array(keys.0.utf8).lexicographicallyPrecedes(Array(keys.1.utf8)), "\(left) | \(right)")
  }
}

@Test(arguments: ["Hoà Thuỷ", "Hòa Thủy", "Hoa\u{300} Thu\u{309}y", "hòa  thủy "])
func `a name is the same however its tones were typed`(name: String) {
  #expect(VietnameseOrder.foldedName(name) == VietnameseOrder.foldedName("Hòa Thủy"))
  #expect(VietnameseOrder.searchKey(name) == "hoa thuy")
}

@Test func `sort keys are ASCII and do not depend on composition`() {
  for name in ["Đắk R'lấp", "Ðắk R’lấp", "Đắk R'lấp", "Buôn Hồ", "Ƀuôn", "中文 Я"] {
    #expect(VietnameseOrder.sortKey(name).utf8.allSatisfy { $0 < 0x7F && $0 >= 0x20 })
  }
  #expect(
    VietnameseOrder.sortKey("Thống Nhất")
      == VietnameseOrder.sortKey("Tho\u{302}\u{301}ng Nha\u{302}\u{301}t"))
  #expect(VietnameseOrder.sortKey("Bộ") == VietnameseOrder.sortKey("Bo\u{323}\u{302}"))
}

@Test(arguments: [
  ("Phó Bảng", "Phố Bảng"), ("Hòa", "Hoa"), ("An", "Ân"), ("Xã Tân Phú", "Phường Tân Phú"),
  ("Phường 1", "Phường 11"), ("Hoa1", "Hoà"), ("A B", "AB"),
])
func `different names stay different`(one: String, other: String) {
  #expect(VietnameseOrder.foldedName(one) != VietnameseOrder.foldedName(other))
}

@Test(arguments: [
  ("Xã Đắk R’lấp", "xa dak rlap"), ("  PHAN RANG – Tháp Chàm", "phan rang thap cham"),
  ("Phường 02", "phuong 02"), ("M'Ðrắk", "mdrak"), ("", ""), ("…", ""), ("H26.15", "h26 15"),
  ("100%_", "100"), ("Ph\u{200D}ú\u{200B}", "phu"),
])
func `a search key has no marks and single spaces`(text: String, key: String) {
  #expect(VietnameseOrder.searchKey(text) == key)
}

@Test func `composing joins Vietnamese letters and leaves the rest`() {
  let text = VietnameseOrder.composed("Bo\u{323}\u{302} \"\u{200D} x\u{302} Đu\u{31B}\u{301}c")
  #expect(Array(text.unicodeScalars) == Array("Bộ \"\u{200D} x\u{302} Đức".unicodeScalars))
}
