import Testing

@testable import OfficeFiles

@Suite struct EncodingTests {
  private static let sentence = """
    Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính nhà nước, phấn đấu trên 95% hồ sơ \
    được giải quyết đúng hạn; những đơn vị chưa thực hiện phải kiểm điểm, rút kinh nghiệm kỹ lưỡng.

    """

  private static func read(_ bytes: [UInt8]) throws -> DecodedDocument {
    try DocumentText.read(bytes, name: "a.txt")
  }

  @Test(arguments: [
    sentence, "Kê\u{301} hoa\u{323}ch năm\r\nha\u{300}nh chi\u{301}nh\r\n",
    "Plain words, no accents at all\n",
    "Le café à Genève, très élégant, où l’été est déjà passé\n", "© 2026 Công ty – “Kế hoạch”\n",
    "Microsoft® Word® © Apple® ° § ¶ µ\n", "«KH» số 12\u{2028}dòng\n", "é",
  ])
  func `text in Unicode passes unchanged`(text: String) throws {
    let read = try Self.read(Array(text.utf8))
    #expect(Array(read.text.utf8) == Array(text.utf8))
    #expect(read.notes.isEmpty && read.format == .text)
  }

  @Test func `only a byte order mark goes`() throws {
    #expect(try Self.read([0xEF, 0xBB, 0xBF] + Array("Kế hoạch\r\n".utf8)).text == "Kế hoạch\r\n")
  }

  @Test(arguments: [true, false], [true, false])
  func `text in UTF-16 is read`(isLittle: Bool, hasMark: Bool) throws {
    let units = (hasMark ? [0xFEFF] : []) + Array(Self.sentence.utf16)
    let bytes = units.flatMap {
      let pair = [UInt8($0 >> 8), UInt8($0 & 0xFF)]
      return isLittle ? pair.reversed() : pair
    }
    #expect(try Self.read(bytes).text == Self.sentence)
  }

  @Test(arguments: LegacyEncoding.allCases, [true, false])
  func `legacy text is recognised, as bytes and as misread letters`(
    encoding: LegacyEncoding, isMisread: Bool
  ) throws {
    let text = Self.sentence.replacing("Ủy", with: "ủy")
    let bytes = LegacyFixture.encoded(text, encoding)
    let file =
      isMisread
      ? Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8) : bytes
    let read = try Self.read(file)
    #expect(read.text == text)
    #expect(read.notes == [encoding.note])
  }

  @Test func `legacy text misread as Windows-1258 is recognised`() throws {
    let text = Self.sentence.replacing("Ủy", with: "ủy")
    let bytes = LegacyFixture.encoded(text, .vni)
    let misread = bytes.map { byte in
      Windows1258.bytes.first { $0.value == byte }?.key ?? Unicode.Scalar(byte)
    }
    #expect(try Self.read(Array(String(String.UnicodeScalarView(misread)).utf8)).text == text)
  }

  @Test(arguments: [
    ("Céng hßa x· héi chñ nghÜa ViÖt Nam\n", "Cộng hòa xã hội chủ nghĩa Việt Nam\n"),
    (
      "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\nHµ Néi, ngµy\n",
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày\n"
    ),
    ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (
      "Ñoäc laäp - Töï do - Haïnh phuùc, ngöôøi daân ñöôïc phuïc vuï",
      "Độc lập - Tự do - Hạnh phúc, người dân được phục vụ"
    ),
  ])
  func `well known lines are converted`(legacy: String, expected: String) throws {
    #expect(try Self.read(Array(legacy.utf8)).text == expected)
    let bytes = legacy.unicodeScalars.map { UInt8($0.value) }
    #expect(try Self.read(bytes).text == expected)
  }

  @Test func `Windows-1258 is recognised and composed`() throws {
    let bytes: [UInt8] =
      Array("K".utf8) + [0xEA, 0xEC] + Array(" hoa".utf8) + [0xF2] + Array("ch c".utf8) + [
        0xE2, 0xEC,
      ]
      + Array("p x".utf8) + [0xE3, 0xDE] + Array(", ".utf8) + [0xF0, 0xF5, 0xEC] + Array("i m".utf8)
      + [0xF5, 0xEC] + Array("i th".utf8) + [0xFD, 0xF2] + Array("c hi".utf8) + [0xEA, 0xF2]
      + Array("n".utf8)
    let read = try Self.read(bytes)
    #expect(read.text == "Kế hoạch cấp xẵ, đới mới thực hiện")
    #expect(read.notes.count == 1)
  }

  @Test(arguments: LegacyEncoding.allCases)
  func `every Vietnamese letter survives the round trip`(encoding: LegacyEncoding) {
    let letters =
      "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
    let spaced = letters.map { "\($0)-" }.joined()
    let bytes = LegacyFixture.encoded(spaced, encoding)
    #expect(String(encoding.decoded(bytes.map { Unicode.Scalar($0) })) == spaced)
  }

  @Test func `a stray bad byte in a long text is marked, many make it unreadable`() throws {
    let long = String(repeating: Self.sentence, count: 20)
    let read = try Self.read(Array(long.utf8) + [0xFF] + Array(long.utf8))
    #expect(read.text == long + "\u{FFFD}" + long)
    #expect(read.notes.count == 1)
    #expect(throws: UnreadableFile.unknownEncoding) {
      try Self.read(Array("Le caf".utf8) + [0xE9] + Array(" est ferm".utf8) + [0xE9])
    }
  }
}

/// Writes Vietnamese in a legacy encoding, from the decoding tables read backwards.
enum LegacyFixture {
  static func encoded(_ text: String, _ encoding: LegacyEncoding) -> [UInt8] {
    let table = encoding == .tcvn3 ? tcvn3 : vni
    return text.unicodeScalars.flatMap { table[$0] ?? [UInt8(truncatingIfNeeded: $0.value)] }
  }

  private static let tcvn3: [Unicode.Scalar: [UInt8]] = {
    var table: [Unicode.Scalar: [UInt8]] = [:]
    for byte in UInt8(0xA1)...0xFE {
      if let letter = Tcvn3.decoded([Unicode.Scalar(byte)]).first, letter != Unicode.Scalar(byte) {
        table[letter] = [byte]
      }
    }
    // These stand at their own places.
    for letter in "ẹéãóôèáàòêâíúýùỵ".unicodeScalars where table[letter] == nil {
      table[letter] = [UInt8(truncatingIfNeeded: letter.value)]
    }
    return table
  }()

  private static let vni: [Unicode.Scalar: [UInt8]] = {
    var table: [Unicode.Scalar: [UInt8]] = [:]
    for first in UInt8(0x41)...0xFF {
      if let letter = Vni.decoded([Unicode.Scalar(first)]).first { table[letter] = [first] }
    }
    for first in "aeouyAEOUYôÔöÖ".unicodeScalars {
      for second in UInt8(0xC0)...0xFF {
        let decoded = Vni.decoded([first, Unicode.Scalar(second)])
        if decoded.count == 1, let letter = decoded.first {
          table[letter] = [UInt8(first.value), second]
        }
      }
    }
    return table
  }()
}
