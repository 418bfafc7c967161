import FoundationEssentials
import Records
import Rules
import Testing

@testable import Web

/// That whatever a page or the API can say is known in English too.
struct SentenceWordsTests {
  private static let root =
    "/" + String(#filePath).split(separator: "/").dropLast(4).joined(separator: "/") + "/Sources/"

  /// Where texts are that people see. What stands in `soat` is for the terminal, in Vietnamese only.
  private static let places = [
    "Rules", "Records", "Web", "OfficeFiles/Csv", "OfficeFiles/FileKind.swift",
  ]
  /// Words that are read, not said; and the names of the sample office.
  private static let readers = [
    "Rules/Calendar/", "Rules/PlanReading/", "Rules/Law/", "Rules/VietnameseOrder",
    "Rules/Organisation/MergeProse", "Records/SampleOffice/",
  ]
  /// What a reader says of what it read.
  private static let speakers: Set = ["Rules/PlanReading/CheckWords.swift"]
  /// Parts of names, which are the same in every language.
  private static let names: Set = ["Thành phố", "Soát", "Cốc Cốc"]

  private static func sources() throws -> [(path: String, texts: [SourceText])] {
    var paths: [String] = []
    for place in places {
      if place.hasSuffix(".swift") {
        paths.append(place)
      } else {
        paths += try FileManager.default.subpathsOfDirectory(atPath: root + place)
          .filter { $0.hasSuffix(".swift") }.map { place + "/" + $0 }
      }
    }
    return try paths.sorted().filter { path in
      speakers.contains(path) || !readers.contains { path.hasPrefix($0) }
    }.map {
      ($0, SourceTexts.all(try String(contentsOfFile: root + $0, encoding: .utf8)))
    }
  }

  private static func isVietnamese(_ text: String) -> Bool {
    text.count > 1
      && text.unicodeScalars.contains { scalar in
        scalar.properties.isAlphabetic
          && ((0xC0...0x1B0).contains(scalar.value) || (0x1EA0...0x1EF9).contains(scalar.value))
      }
  }

  private static func small(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }

  @Test func `every Vietnamese text of the sources has its English`() throws {
    var count = 0
    for (path, texts) in try Self.sources() {
      for text in texts where Self.isVietnamese(text.pattern) && !Self.names.contains(text.pattern)
      {
        count += 1
        #expect(
          Texts.sentences[text.pattern] ?? Texts.sentences[Self.small(text.pattern)] != nil,
          "\(path):\(text.line) has no English in a sentences.*.yaml: \(text.pattern)")
      }
    }
    #expect(count > 200)
  }

  @Test func `a text that is a plain String is among those that are known again later`() throws {
    let kept = Texts.entries(try #require(Embedded.texts["sentences.kept.yaml"]))
    for (path, texts) in try Self.sources() where !path.hasPrefix("OfficeFiles") {
      for text in texts
      where text.isString && Self.isVietnamese(text.pattern) && !Self.names.contains(text.pattern) {
        // The labels of kinds and posts; `words` says them.
        let isLabel = ["UnitKind.swift", "Person.swift"].contains { path.hasSuffix($0) }
        #expect(
          isLabel || kept[text.pattern] != nil,
          "\(path):\(text.line) is a String and stays Vietnamese; make it a Sentence: \(text.pattern)"
        )
      }
    }
  }

  @Test func `each English sentence says a Vietnamese one that is still there`() throws {
    var known = Set(try Self.sources().flatMap(\.texts).map(\.pattern))
    known.formUnion(known.map(Self.small))
    let kept = Texts.entries(try #require(Embedded.texts["sentences.kept.yaml"]))
    for pattern in Texts.sentences.keys where kept[pattern] == nil {
      #expect(known.contains(pattern), "\(pattern)")
    }
    for pattern in kept.keys {
      let pieces = pattern.split { "{}123()".contains($0) }.map { $0.drop { $0 == " " } }
      for piece in pieces where Self.isVietnamese(String(piece)) {
        #expect(known.contains { $0.contains(piece) }, "\(pattern)")
      }
    }
  }

  @Test func `English has a place for each value of the Vietnamese`() {
    let places = { (text: String) in Set(text.matches(of: /\{\d\}/).map { String($0.0) }) }
    for (pattern, english) in Texts.sentences {
      #expect(places(pattern) == places(english), "\(pattern)")
      #expect(!Self.isVietnamese(english.replacing("“Nghị quyết”", with: "")), "\(english)")
    }
  }

  @Test func `words of closed lists are known in English`() {
    let words =
      Role.allCases.map(\.words) + Permission.allCases.map(\.words)
      + UnitKind.allCases.map(\.words) + Post.allCases.map(\.words)
    for word in words { #expect(Texts.sentences[word.pattern] != nil, "\(word)") }
  }
}

/// How the reader of sources reads.
struct SourceTextsTests {
  @Test func `texts joined are one, and what is interpolated has a place`() {
    let texts = SourceTexts.all(
      #"""
      throw Refusal.conflict(
        "Xã \(unit.name) có \(names.joined(separator: "\(a), ")) và " // "không"
          + "\(count) phường.")
      """#)
    #expect(texts.map(\.pattern).contains("Xã {1} có {2} và {3} phường."))
    #expect(texts.map(\.pattern).contains("{1}, "))
    #expect(!texts.map(\.pattern).contains("không"))
    #expect(texts.allSatisfy { $0.pattern != "Xã {1} có {2} và {3} phường." || !$0.isString })
  }

  @Test(arguments: [
    (#"let end = isOpen ? "" : " đến ngày \(day)""#, true),
    (#"let end: Sentence = isOpen ? "" : " đến ngày""#, false),
    (#"func f() -> Sentence { return "đến \(isOpen ? "ngày mai" : day)" }"#, true),
    (#"static func names() -> String { "và \(count) đơn vị khác" }"#, true),
    (#"static func names() -> Sentence { "và \(count) đơn vị khác" }"#, false),
    ("var words: String {\n  switch self {\n  case .a: \"xã\"\n  }\n}", true),
    ("var words: Sentence {\n  switch self {\n  case .a: \"xã\"\n  }\n}", false),
    ("func f() throws -> String {\n  throw Refusal.conflict(\"Đã có.\")\n}", false),
  ])
  func `a text that becomes a String is noticed`(source: String, expected: Bool) {
    #expect(SourceTexts.all(source).contains { $0.isString } == expected)
  }
}

/// How sentences sound.
struct SaidTests {
  @Test func `a refusal is said in the language of the visitor`() {
    let sentence: Sentence = "Ngày cuối phải không sớm hơn ngày đầu (\("20/11/2026"))."
    #expect(
      Language.english.say(sentence) == "The last day must not be before the first (20/11/2026).")
    #expect(Language.vietnamese.say(sentence) == sentence.description)
  }

  @Test func `words inside a sentence are said in its language, names stay`() {
    let kind: Sentence = "\(UnitKind.commune.words) không thể trực thuộc \(UnitKind.ward.words)."
    #expect(kind.description == "Xã không thể trực thuộc phường.")
    #expect(
      Language.english.say(kind)
        == "A unit of the kind “commune” cannot stand under one of the kind “ward”.")
    let named: Sentence = "\("xã") đã kết thúc ngày \("30/06/2025")."
    #expect(Language.english.say(named) == "xã ended on 30/06/2025.")
    let list: Sentence = "Dòng \(3): \("Thiếu mã." as Sentence)"
    #expect(Language.english.say(list) == "Line 3: The code is missing.")
    #expect(Language.english.label(Post.parOfficer.words) == "PAR officer")
  }

  @Test(arguments: [
    (
      "Người đứng đầu (Chủ tịch UBND xã), từ ngày 01/07/2025",
      "Head (Chủ tịch UBND xã), from 01/07/2025"
    ),
    ("Công chức đầu mối CCHC, từ ngày 01/07/2025", "PAR officer, from 01/07/2025"),
    ("Vai trò quản trị viên, từ ngày 01/07/2025", "Role: administrator, from 01/07/2025"),
    (
      "Danh sách sáp nhập a.csv (cả huyện); có đơn vị khác cùng kế thừa",
      "List of mergers a.csv (the whole district); other units succeed it too"
    ),
    (
      "Không đăng nhập trong 90 ngày (TCVN 14423:2026).",
      "Nobody signed in for 90 days (TCVN 14423:2026)."
    ),
    ("Nghỉ hưu, từ ngày 01/07/2025", "Nghỉ hưu, từ ngày 01/07/2025"),
    ("Nghị quyết 5/NQ-HĐND", "Nghị quyết 5/NQ-HĐND"),
    (
      "Đây là tệp PDF, không phải bảng CSV. Hãy lưu bảng thành CSV (UTF-8).",
      "This is a PDF file, not a CSV table. Save the table as CSV (UTF-8)."
    ),
    ("", ""),
  ])
  func `what stands in the database is known again, what was typed stays`(
    text: String, english: String
  ) {
    #expect(Language.english.say(kept: text) == english)
    #expect(Language.vietnamese.say(kept: text) == text)
  }
}
