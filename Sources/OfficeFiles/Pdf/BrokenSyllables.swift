/// Puts Vietnamese syllables together again that a PDF's text layer has torn apart ("giai đo ạn", "c ập").
///
/// Programs that take accented letters from a second font leave a gap beside them, and text extraction
/// makes a space of it. A space goes where the parts cannot stand alone and together make a syllable. The
/// columns of the line are kept: the next gap grows by what was taken.
enum BrokenSyllables {
  static func mended(_ text: String) -> String {
    let source = Array(text.unicodeScalars)
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(source.count)
    var owed = 0
    for (index, scalar) in source.enumerated() {
      if scalar == " " {
        let follows = index + 1 < source.count ? source[index + 1] : "\n"
        if follows != " ", isTorn(result, source, index + 1) {
          owed += 1
          continue
        }
        if owed > 0, follows == " ", result.last != " " {
          result.append(contentsOf: repeatElement(" ", count: owed))
          owed = 0
        }
      } else if scalar == "\n" || scalar == "\u{0C}" {
        owed = 0
      }
      result.append(scalar)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: result)
    return String(text)
  }

  private static func isTorn(
    _ before: [Unicode.Scalar], _ source: [Unicode.Scalar], _ start: Int
  ) -> Bool {
    guard let last = before.last, start < source.count else { return false }
    // Letters of Latin-1 stand in every font: nothing is torn between two of them.
    guard last.value >= 0x100 || source[start].value >= 0x100 else { return false }
    guard let left = SyllablePart(endingAt: before), let right = SyllablePart(source, at: start)
    else { return false }
    let next = start + right.count
    let isLabel = next < source.count && (source[next] == ")" || source[next] == ".")
    guard left.joins(right, isLabel: isLabel) else { return false }
    return left.count > 1 || !LabelWords.stands(before: before.dropLast())
  }
}

/// One of two neighbouring words, letters without tones.
private struct SyllablePart {
  private(set) var letters: [UInt8] = []
  private(set) var tone: UInt8 = 0
  private var tones = 0
  private var capitals = 0
  private var beginsWithCapital = false
  private var last: Unicode.Scalar = " "
  private static let longest = 7

  var count: Int { letters.count }

  init?(endingAt scalars: [Unicode.Scalar]) {
    var start = scalars.count
    while start > 0, VietnameseLetters.parts(scalars[start - 1]) != nil {
      start -= 1
      guard scalars.count - start < Self.longest else { return nil }
    }
    self.init(scalars, at: start)
  }

  init?(_ scalars: [Unicode.Scalar], at start: Int) {
    for scalar in scalars[start...] {
      guard let parts = VietnameseLetters.parts(scalar) else { break }
      guard letters.count < Self.longest else { return nil }
      if parts.tone > 0 { (tone, tones) = (parts.tone, tones + 1) }
      let isCapital = scalar.properties.isUppercase
      if letters.isEmpty { beginsWithCapital = isCapital }
      if isCapital { capitals += 1 }
      letters.append(parts.base)
      last = scalar
    }
    if letters.isEmpty { return nil }
  }

  /// Whether this and the word after it are one syllable torn apart.
  ///
  /// - Parameter isLabel: the word after it is followed by a bracket or full stop, as labels are.
  func joins(_ right: SyllablePart, isLabel: Bool) -> Bool {
    guard count + right.count <= Self.longest, tones + right.tones <= 1, suitsCase(of: right),
      let whole = Self.whole(self, right)
    else { return false }
    guard SyllableParts.isVowel(right.letters[0]) else {
      return last.value >= 0x100 && Self.codas.contains(right.letters)
    }
    if SyllableParts.isOnset(letters[...]) {
      return !(capitals == count && Self.abbreviations.contains(letters))
    }
    guard SyllableParts.isVowel(letters[count - 1]) else { return false }
    if Self.common.contains(whole) { return !isLabel || right.count > 1 }
    return right.count > 1 && !Self.standalone.contains(Self.key(right.letters, right.tone))
  }

  /// "Quý I" and "sở Ủy" are two words: capitals come first or throughout.
  private func suitsCase(of right: SyllablePart) -> Bool {
    if right.capitals == 0 { return capitals == 0 || capitals == 1 && beginsWithCapital }
    return right.capitals == right.count && capitals == count
  }

  private static func whole(_ left: SyllablePart, _ right: SyllablePart) -> String? {
    let letters = left.letters + right.letters
    let tone = max(left.tone, right.tone)
    return SyllableParts.isSyllable(letters, tone) ? key(letters, tone) : nil
  }

  private static func key(_ letters: [UInt8], _ tone: UInt8) -> String {
    String(letters.map { Character(VietnameseLetters.bases[Int($0)]) }) + "\(tone)"
  }

  private static func keys(_ words: String) -> Set<String> {
    Set(
      words.split(separator: " ").compactMap { word in
        SyllablePart(Array(word.unicodeScalars), at: 0).map { key($0.letters, $0.tone) }
      })
  }

  /// Two letters that end a syllable and are no word.
  private static let codas = codes("nh ng ch")
  /// Onsets that capitals make an abbreviation of.
  private static let abbreviations = codes("kh th ng ph ch tr nh")

  private static func codes(_ words: String) -> Set<[UInt8]> {
    Set(
      words.split(separator: " ").map { word in
        word.unicodeScalars.compactMap { VietnameseLetters.parts($0)?.base }
      })
  }

  /// Syllables so common in official texts that they are meant even where both parts are words.
  private static let common = keys(
    """
    chuẩn huấn tuổi buổi giấy thuế xuống nội hội đội đổi đối mới giới với tới gửi người loại lại đại \
    tại của nữa giữa đầu cầu
    """)
  /// Words that begin with a vowel and stand alone.
  private static let standalone = keys(
    """
    ải am ảnh ảo ăn ắn ắt âm ấm ẩm ấn ẩn ấp ấy ẩu ẻ ẽ ế ếch ỉm ổ ốc ổi ốm ốn ổn ống ơ ở ờ ơi ơn ợt \
    ủ ủng ủy uỷ ủi uốn uống ứ ừ ưa ức ưng ứng ước ướt ương ưu ý yến yếu yết yểm i ai an áp em im in o \
    oai oan ô ôi ôn ông u út uy y yên yêu
    """)
}

/// Words before a single letter that names a thing: "điểm c ở" is no "điểm cở".
private enum LabelWords {
  static func stands(before label: ArraySlice<Unicode.Scalar>) -> Bool {
    guard label.last == " " else { return false }
    let word = label.dropLast().reversed().prefix { VietnameseLetters.parts($0) != nil }.reversed()
    var text = String.UnicodeScalarView()
    text.append(contentsOf: word)
    return words.contains(String(text).lowercased())
  }

  private static let words: Set<String> = [
    "điểm", "tiết", "mục", "phần", "nhóm", "hạng", "loại", "lớp", "mẫu", "biểu", "bảng", "khu",
    "lô",
    "tổ", "khối", "phụ", "lục",
  ]
}
