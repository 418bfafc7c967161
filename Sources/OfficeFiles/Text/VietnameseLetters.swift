/// Vietnamese vowels taken apart into vowel and tone, and put together again.
enum VietnameseLetters {
  /// A letter without case: its base (index into ``bases``) and tone, 0 none, 1 huyền, 2 sắc,
  /// 3 hỏi, 4 ngã, 5 nặng.
  struct Parts {
    let base: UInt8
    let tone: UInt8
  }

  /// The 29 letters and the four of foreign names; the place of each is its code in a syllable.
  static let bases = Array("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz".unicodeScalars)

  private static let rows = [
    "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị",
    "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ",
    "AÀÁẢÃẠ", "ĂẰẮẲẴẶ", "ÂẦẤẨẪẬ", "EÈÉẺẼẸ", "ÊỀẾỂỄỆ", "IÌÍỈĨỊ",
    "OÒÓỎÕỌ", "ÔỒỐỔỖỘ", "ƠỜỚỞỠỢ", "UÙÚỦŨỤ", "ƯỪỨỬỮỰ", "YỲÝỶỸỴ",
  ].map { Array($0.unicodeScalars) }

  private static let parts: [Parts?] = {
    var result = [Parts?](repeating: nil, count: 0x1F00)
    for (index, base) in bases.enumerated() {
      let parts = Parts(base: UInt8(index), tone: 0)
      result[Int(base.value)] = parts
      if base.isASCII { result[Int(base.value) - 32] = parts }
    }
    if let d = bases.firstIndex(of: "đ") { result[0x110] = Parts(base: UInt8(d), tone: 0) }
    for (row, letters) in rows.enumerated() {
      guard let base = bases.firstIndex(of: rows[row % 12][0]) else { continue }
      for (tone, letter) in letters.enumerated() {
        result[Int(letter.value)] = Parts(base: UInt8(base), tone: UInt8(tone))
      }
    }
    return result
  }()

  static func parts(_ scalar: Unicode.Scalar) -> Parts? {
    scalar.value < 0x1F00 ? parts[Int(scalar.value)] : nil
  }

  static let toneMarks: [Unicode.Scalar: Int] = [
    "\u{300}": 1, "\u{301}": 2, "\u{309}": 3, "\u{303}": 4, "\u{323}": 5,
  ]

  private static let places: [Unicode.Scalar: (row: Int, tone: Int)] = {
    var result: [Unicode.Scalar: (row: Int, tone: Int)] = [:]
    for (row, letters) in rows.enumerated() {
      for (tone, letter) in letters.enumerated() { result[letter] = (row, tone) }
    }
    return result
  }()

  /// The toneless vowel `letter` with a tone; `nil` for anything else.
  static func toned(_ letter: Unicode.Scalar, _ tone: Int) -> Unicode.Scalar? {
    guard let place = places[letter], place.tone == 0 else { return nil }
    return rows[place.row][tone]
  }

  /// Tone marks that follow their vowel put into it; everything else stays as it is.
  static func composed(_ scalars: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var held: Unicode.Scalar?
    for scalar in scalars {
      if let last = held, let tone = toneMarks[scalar], let letter = toned(last, tone) {
        held = letter
        continue
      }
      if let last = held { result.append(last) }
      held = scalar
    }
    if let last = held { result.append(last) }
    return result
  }

  /// Capital of a Vietnamese letter; anything else stays.
  static func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if let place = places[scalar] {
      return rows[place.row < 12 ? place.row + 12 : place.row][place.tone]
    }
    if scalar == "đ" { return "Đ" }
    return ("a"..."z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value - 32)) : scalar
  }
}
