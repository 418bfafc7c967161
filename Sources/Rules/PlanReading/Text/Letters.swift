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
    var bare = (0..<limit).map { Letters.lower(Letter($0)) }
    /// Vowel → its row × 8 + tone, or -1.
    var vowel = [Int16](repeating: -1, count: limit)

    init() {
      for (row, letters) in Letters.vowelRows.enumerated() {
        for (tone, letter) in letters.enumerated() {
          vowel[Int(letter)] = Int16(row * 8 + tone)
          bare[Int(letter)] = Letters.plainVowels[row % 12]
        }
      }
      bare[0x110] = 0x64
      bare[0x111] = 0x64
    }
  }

  /// The vowel of each row without any mark at all.
  private static let plainVowels = Array("aaaeeiooouuy".utf16)
  private static let tables = Tables()

  /// Small letter of a Latin capital. Ranges instead of a table: this runs for every letter read.
  public static func lower(_ letter: Letter) -> Letter {
    switch letter {
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: letter + 32
    case 0x100...0x137, 0x14A...0x177, 0x1E00...0x1E95, 0x1EA0...0x1EFF: letter | 1
    case 0x139...0x148, 0x1AF: letter + letter % 2
    case 0x1A0: 0x1A1
    default: letter
    }
  }

  /// Lower case without tone, hat, breve, horn or bar: what survives a bad scan ("phân đầu" for "phấn đấu").
  public static func bare(_ letter: Letter) -> Letter {
    Int(letter) < limit ? tables.bare[Int(letter)] : letter
  }

  /// A letter or digit, so part of a word.
  public static func isWord(_ letter: Letter) -> Bool {
    switch letter {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
    case 0...0xBF: letter == 0xAA || letter == 0xB5 || letter == 0xBA
    case 0xD7, 0xF7: false
    case 0xC0...0x2AF, 0x370...0x52F, 0x1D00...0x1FFF: true
    default: false
    }
  }

  /// A Latin capital.
  public static func isUpper(_ letter: Letter) -> Bool { lower(letter) != letter }

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

  /// Letters as a string, written straight into UTF-8: far faster than decoding UTF-16 in general.
  static func string(_ letters: ArraySlice<Letter>) -> String {
    // The exact size: strings keep what they were given, and a long plan has very many.
    let size = letters.reduce(0) { $0 + ($1 < 0x80 ? 1 : $1 < 0x800 ? 2 : 3) }
    return String(unsafeUninitializedCapacity: size) { bytes in
      var count = 0
      for letter in letters {
        if letter < 0x80 {
          bytes[count] = UInt8(letter)
          count += 1
        } else if letter < 0x800 {
          bytes[count] = UInt8(0xC0 | letter >> 6)
          bytes[count + 1] = UInt8(0x80 | letter & 0x3F)
          count += 2
        } else {
          bytes[count] = UInt8(0xE0 | letter >> 12)
          bytes[count + 1] = UInt8(0x80 | letter >> 6 & 0x3F)
          bytes[count + 2] = UInt8(0x80 | letter & 0x3F)
          count += 3
        }
      }
      return count
    }
  }

  /// Lower case with the tone of an open `oa`, `oe`, `uy` on its first vowel, so that hoà = hòa, thuỷ = thủy.
  /// Same count as the input: places in one are places in the other.
  public static func folded(_ letters: [Letter]) -> [Letter] {
    var result = letters
    var mayShift = false
    for index in result.indices {
      let letter = result[index]
      if letter < 0x41 || letter >= 0x61 && letter <= 0x7A { continue }
      result[index] = lower(letter)
      // Only a toned a, e or y can end an open cluster.
      if letter >= 0xC0 { mayShift = true }
    }
    guard mayShift else { return result }
    guard result.count > 1 else { return result }
    for index in 1..<result.count {
      let first = result[index - 1]
      guard first == 0x6F || first == 0x75, result[index] >= 0xC0,
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
