/// Short texts that people type about units and persons: names, titles, notes.
public enum OfficeText {
  /// The text as it is kept: Vietnamese letters composed, no blanks at the ends, single blanks inside.
  public static func cleaned(_ text: String) -> String {
    VietnameseOrder.composed(text)
      .split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\t" || $0.isNewline })
      .joined(separator: " ")
  }

  /// What is wrong with a cleaned text, as a problem of `field`; nil where nothing is.
  ///
  /// `label` begins the sentence: "Tên đơn vị". Characters that steer the direction or the breaking of
  /// text, or that are no text, are refused: in a list they would change how other names look.
  public static func problem(
    _ text: String, _ field: String, _ label: Sentence, limit: Int = 200, mayBeEmpty: Bool = false
  ) -> Problem? {
    if text.isEmpty { return mayBeEmpty ? nil : Problem(field, "\(label) không được để trống.") }
    let count = text.unicodeScalars.count
    if count > limit {
      return Problem(field, "\(label) dài \(count) ký tự; tối đa \(limit) ký tự. Hãy rút gọn.")
    }
    if text.unicodeScalars.contains(where: isForbidden) {
      return Problem(
        field, "\(label) có ký tự điều khiển không nhìn thấy được. Hãy xoá và gõ lại bằng bàn phím."
      )
    }
    if VietnameseOrder.searchKey(text).isEmpty {
      return Problem(field, "\(label) phải có ít nhất một chữ cái hoặc chữ số.")
    }
    return nil
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFEFF,
      0xFFF9...0xFFFD, 0xE0000...0xE007F:
      true
    default: scalar.properties.isNoncharacterCodePoint
    }
  }
}
