/// One Unicode scalar of the working text. Scalars beyond the Basic Multilingual Plane, which official
/// Vietnamese text does not use, stand as U+FFFD there; their count and place are kept.
public typealias Letter = UInt16

/// What the reader must know about Vietnamese letters: case, composition, bare forms, tone placement.
public enum Letters {
  /// Rows of a vowel without tone, then with huyền, sắc, hỏi, ngã, nặng.
  private static let vowelRows = [
    "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị",
    "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ",
    "AÀÁẢÃẠ", "ĂẰẮẲẴẶ", "ÂẦẤẨẪẬ", "EÈÉẺẼẸ", "ÊỀẾỂỄỆ", "IÌÍỈĨỊ",
    "OÒÓỎÕỌ", "ÔỒỐỔỖỘ", "ƠỜỚỞỠỢ", "UÙÚỦŨỤ", "ƯỪỨỬỮỰ", "YỲÝỶỸỴ",
  ].map { $0.unicodeScalars.map { Letter($0.value) } }

  private static let limit = 0x2100

  private struct Tables {
    var lower = (0..<limit).map { Letter($0) }
    var bare = (0..<limit).map { Letter($0) }
    var isWord = [Bool](repeating: false, count: limit)
    var isUpper = [Bool](repeating: false, count: limit)
    /// Vowel → its row × 8 + tone, or -1.
    var vowel = [Int16](repeating: -1, count: limit)

    init() {
      for code in 0..<limit {
        guard let scalar = Unicode.Scalar(UInt32(code)) else { continue }
        let properties = scalar.properties
        isWord[code] = properties.isAlphabetic || properties.numericType == .decimal
        isUpper[code] = properties.isUppercase
        let mapped = properties.lowercaseMapping.unicodeScalars
        if mapped.count == 1, let first = mapped.first, first.value < UInt32(limit) {
          lower[code] = Letter(first.value)
        }
      }
      for (row, letters) in Letters.vowelRows.enumerated() {
        for (tone, letter) in letters.enumerated() {
          vowel[Int(letter)] = Int16(row * 8 + tone)
          bare[Int(letter)] = Letters.plainVowels[row % 12]
        }
      }
      for code in 0x41...0x5A { bare[code] = Letter(code + 32) }
      bare[0x110] = 0x64
      bare[0x111] = 0x64
    }
  }

  /// The vowel of each row without any mark at all.
  private static let plainVowels = Array("aaaeeiooouuy".utf16)
  private static let tables = Tables()

  public static func lower(_ letter: Letter) -> Letter {
    Int(letter) < limit ? tables.lower[Int(letter)] : letter
  }

  /// Lower case without tone, hat, breve, horn or bar: what survives a bad scan ("phân đầu" for "phấn đấu").
  public static func bare(_ letter: Letter) -> Letter {
    Int(letter) < limit ? tables.bare[Int(letter)] : letter
  }

  /// A letter or digit, so part of a word.
  public static func isWord(_ letter: Letter) -> Bool {
    Int(letter) < limit ? tables.isWord[Int(letter)] : false
  }

  public static func isUpper(_ letter: Letter) -> Bool {
    Int(letter) < limit && tables.isUpper[Int(letter)]
  }

  public static func isDigit(_ letter: Letter) -> Bool { letter >= 0x30 && letter <= 0x39 }

  /// Tone of a vowel: 0 none, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng; `nil` for what is no vowel.
  static func tone(_ letter: Letter) -> Int? {
    guard Int(letter) < limit, tables.vowel[Int(letter)] >= 0 else { return nil }
    return Int(tables.vowel[Int(letter)]) % 8
  }

  /// The same vowel with another tone.
  static func vowel(_ letter: Letter, tone: Int) -> Letter {
    guard Int(letter) < limit, tables.vowel[Int(letter)] >= 0 else { return letter }
    return vowelRows[Int(tables.vowel[Int(letter)]) / 8][tone]
  }

  /// The base letter with one combining mark put on it; `nil` where Vietnamese has no such letter.
  static func compose(_ base: Letter, mark: Letter) -> Letter? {
    guard Int(base) < limit, tables.vowel[Int(base)] >= 0 else { return nil }
    let row = Int(tables.vowel[Int(base)]) / 8
    let tone = Int(tables.vowel[Int(base)]) % 8
    if let newTone = [0x300: 1, 0x301: 2, 0x309: 3, 0x303: 4, 0x323: 5][Int(mark)] {
      return tone == 0 ? vowelRows[row][newTone] : nil
    }
    let upper = row >= 12 ? 12 : 0
    let newRow: Int? =
      switch (row % 12, mark) {
      case (0, 0x306): 1
      case (0, 0x302): 2
      case (3, 0x302): 4
      case (6, 0x302): 7
      case (6, 0x31B): 8
      case (9, 0x31B): 10
      default: nil
      }
    return newRow.map { vowelRows[$0 + upper][tone] }
  }

  static func isCombining(_ letter: Letter) -> Bool { letter >= 0x300 && letter <= 0x36F }

  /// Lower case with the tone of an open `oa`, `oe`, `uy` on its first vowel, so that hoà = hòa, thuỷ = thủy.
  /// Same count as the input: places in one are places in the other.
  public static func folded(_ letters: [Letter]) -> [Letter] {
    var result = letters.map(lower)
    guard result.count > 1 else { return result }
    for index in 1..<result.count {
      let first = result[index - 1]
      guard first == 0x6F || first == 0x75,
        let tone = tone(result[index]), tone > 0,
        index + 1 == result.count || !isWord(result[index + 1])
      else { continue }
      let second = vowel(result[index], tone: 0)
      let isCluster = first == 0x6F ? (second == 0x61 || second == 0x65) : second == 0x79
      guard isCluster, !(first == 0x75 && index >= 2 && result[index - 2] == 0x71) else { continue }
      result[index - 1] = vowel(first, tone: tone)
      result[index] = second
    }
    return result
  }
}
