/// The eight-bit encodings of Vietnamese in use before Unicode (TCVN 6909:2001 replaced them).
enum LegacyEncoding: CaseIterable {
  /// TCVN 5712:1993 as in the ABC fonts, one byte a letter.
  case tcvn3
  /// VNI for Windows: a vowel and after it its mark.
  case vni

  var name: String {
    switch self {
    case .tcvn3: "TCVN3 (ABC)"
    case .vni: "VNI"
    }
  }

  /// The remark for a reader that text came from this encoding.
  var note: String { "Đã chuyển chữ từ bảng mã \(name) sang Unicode." }

  /// Text whose letters are really bytes of this encoding, turned into Unicode.
  func decoded(_ scalars: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
    switch self {
    case .tcvn3: Tcvn3.decoded(scalars)
    case .vni: Vni.decoded(scalars)
    }
  }

  /// The byte a letter was before it was taken for Windows-1252 or Windows-1258; `nil` for letters
  /// neither has. Word keeps symbol-set fonts at U+F000.
  static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0..<0x100: UInt8(scalar.value)
    case 0xF020...0xF0FF: UInt8(scalar.value - 0xF000)
    default: Windows1258.bytes[scalar]
    }
  }
}

/// TCVN3 (ABC). Capital vowels with a tone have no code of their own: capital fonts (.VnTimeH) draw
/// the small ones as capitals.
enum Tcvn3 {
  private static let letters: [Unicode.Scalar?] = {
    var table = [Unicode.Scalar?](repeating: nil, count: 256)
    let rows: [(start: Int, letters: String)] = [
      (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xB5, "àảãáạ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"),
      (0xCE, "ẻẽéẹềểễếệìỉ"), (0xDC, "ĩíịò"), (0xE1, "ỏõóọồổỗốộờởỡớợù"), (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
    ]
    for row in rows {
      for (offset, letter) in row.letters.unicodeScalars.enumerated() {
        table[row.start + offset] = letter
      }
    }
    return table
  }()

  static func decoded(_ scalars: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    for scalar in scalars {
      result.append(LegacyEncoding.byte(scalar).flatMap { letters[Int($0)] } ?? scalar)
    }
    return result
  }

  /// Words typed in capitals keep small accented letters ("CéNG" became "CộNG"): these become
  /// capitals too, one-letter rests ("Xã" beside "HỘI") by their neighbours on the line.
  static func withCapitals(_ text: String.UnicodeScalarView) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var line: [Unicode.Scalar] = []
    for scalar in text {
      line.append(scalar)
      if scalar == "\n" {
        result.append(contentsOf: capitalised(line))
        line.removeAll(keepingCapacity: true)
      }
    }
    result.append(contentsOf: capitalised(line))
    return result
  }

  private enum WordCase { case capital, open, mixed }

  private static func capitalised(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var words: [(range: Range<Int>, kind: WordCase)] = []
    var start = 0
    while start < line.count {
      var end = start
      while end < line.count, VietnameseLetters.parts(line[end]) != nil { end += 1 }
      if end > start { words.append((start..<end, kind(line[start..<end]))) }
      start = max(end, start + 1)
    }
    var result = line
    for (index, word) in words.enumerated() {
      let before = index == 0 ? nil : words[index - 1].kind
      let after = index + 1 == words.count ? nil : words[index + 1].kind
      let isBetween = (before ?? .capital) == .capital && (after ?? .capital) == .capital
      let hasCapital = before == .capital || after == .capital
      guard word.kind == .capital || (word.kind == .open && isBetween && hasCapital) else {
        continue
      }
      for place in word.range { result[place] = VietnameseLetters.capital(line[place]) }
    }
    return result
  }

  /// By the letters whose case is certain: ASCII, and the capitals TCVN3 has.
  private static func kind(_ word: ArraySlice<Unicode.Scalar>) -> WordCase {
    var capitals = 0
    for scalar in word {
      if ("A"..."Z").contains(scalar) || "ĂÂÊÔƠƯĐ".unicodeScalars.contains(scalar) {
        capitals += 1
      } else if scalar.isASCII || scalar == "đ" {
        return .mixed
      }
    }
    return capitals >= 2 ? .capital : capitals == 1 || word.count == 1 ? .open : .mixed
  }
}

/// VNI for Windows.
enum Vni {
  private static let alone: [Unicode.Scalar: Unicode.Scalar] = [
    "ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "æ": "ỉ", "Æ": "Ỉ", "ó": "ĩ",
    "Ó": "Ĩ", "ò": "ị", "Ò": "Ị", "î": "ỵ", "Î": "Ỵ", "í": "í", "Í": "Í", "ì": "ì", "Ì": "Ì",
  ]
  private static let tones: [Unicode.Scalar: Int] = ["ø": 1, "ù": 2, "û": 3, "õ": 4, "ï": 5]
  /// Marks of hat and tone in one, and of breve and tone.
  private static let hats: [Unicode.Scalar: Int] = ["â": 0, "à": 1, "á": 2, "å": 3, "ã": 4, "ä": 5]
  private static let breves: [Unicode.Scalar: Int] = [
    "ê": 0, "è": 1, "é": 2, "ú": 3, "ü": 4, "ë": 5,
  ]
  private static let hatted: [Unicode.Scalar: Unicode.Scalar] = [
    "a": "â", "A": "Â", "e": "ê", "E": "Ê", "o": "ô", "O": "Ô",
  ]
  private static let breved: [Unicode.Scalar: Unicode.Scalar] = ["a": "ă", "A": "Ă"]

  static func decoded(_ scalars: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var held: Unicode.Scalar?
    for original in scalars {
      let scalar = LegacyEncoding.byte(original).map { Unicode.Scalar($0) } ?? original
      if let vowel = held {
        held = nil
        if let letter = joined(vowel, small(scalar)) {
          result.append(letter)
          continue
        }
        result.append(alone[vowel] ?? vowel)
      }
      if "aeouyAEOUYôÔöÖ".unicodeScalars.contains(scalar) {
        held = scalar
      } else {
        result.append(scalar.value < 0x80 ? scalar : alone[scalar] ?? original)
      }
    }
    if let vowel = held { result.append(alone[vowel] ?? vowel) }
    return result
  }

  private static func joined(_ vowel: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    if let tone = tones[mark] { return VietnameseLetters.toned(alone[vowel] ?? vowel, tone) }
    if let tone = hats[mark], let letter = hatted[vowel] {
      return VietnameseLetters.toned(letter, tone)
    }
    if let tone = breves[mark], let letter = breved[vowel] {
      return VietnameseLetters.toned(letter, tone)
    }
    return nil
  }

  private static func small(_ mark: Unicode.Scalar) -> Unicode.Scalar {
    (0xC0...0xDE).contains(mark.value) ? Unicode.Scalar(UInt8(mark.value + 32)) : mark
  }
}
