import Glibc
import Testing

@testable import OfficeFiles

/// Mutated files must be read or refused, never crash. `SOAT_FUZZ_ROUNDS` sets how many of each
/// kind.
@Suite struct FuzzTests {
  private static let rounds =
    getenv("SOAT_FUZZ_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 150

  private static func check(_ bytes: [UInt8]) {
    do throws(UnreadableFile) {
      let read = try DocumentText.read(bytes)
      #expect(!read.text.isEmpty)
    } catch {
      #expect((10...25).contains(error.exitCode))
    }
  }

  private static let document: DocxFixture = {
    var document = DocxFixture(
      p("Kế hoạch", "<w:pStyle w:val=\"A\"/>")
        + "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id=\"1\"/>"
        + "<w:br w:type=\"page\"/></w:r></w:p>"
        + "<w:tbl>"
        + row("<w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr>" + p("x"), p("y")) + "</w:tbl>"
        + "<w:p>\(font(".VnTime", "KÕ ho¹ch"))\(font("VNI-Times", "caûi"))</w:p><w:sectPr/>")
    document.numbering = """
      <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>\
      <w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>\
      <w:num w:numId="1"><w:abstractNumId w:val="0"/>\
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
      """
    document.styles = """
      <w:style w:styleId="A"><w:basedOn w:val="A"/>\
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      """
    document.footnotes = "<w:footnote w:id=\"1\">\(p("n"))</w:footnote>"
    return document
  }()

  @Test func `mutated packages are read or refused`() throws {
    let whole = try Self.document.bytes
    var random = SplitMix64(seed: 1)
    for _ in 0..<Self.rounds { Self.check(Mutation.mutated(whole, &random)) }
  }

  @Test func `packages with mutated parts are read or refused`() throws {
    var random = SplitMix64(seed: 2)
    for _ in 0..<Self.rounds {
      var entries = Self.document.entries
      let index = random.next(below: entries.count)
      entries[index].bytes = Mutation.mutated(entries[index].bytes, &random)
      Self.check(try ZipFixture.archive(entries))
    }
  }

  @Test func `packages with shuffled marks are read or refused`() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<Self.rounds {
      var entries = Self.document.entries
      let index = 2 + random.next(below: entries.count - 3)
      entries[index].bytes = Mutation.shuffledTags(entries[index].bytes, &random)
      Self.check(try ZipFixture.archive(entries))
    }
  }

  @Test func `mutated text is read or refused`() {
    let seeds: [[UInt8]] = [
      Array("Kế hoạch cải cách hành chính năm 2026\r\n".utf8), Array("Coäng hoøa xaõ hoäi".utf8),
      LegacyFixture.encoded("Cộng hòa xã hội chủ nghĩa", .tcvn3),
      [0xFF, 0xFE, 0x4B, 0x00, 0xBF, 0x1E],
      CompoundFile.signature + [UInt8](repeating: 1, count: 2000), [0xF0, 0x9F, 0x98, 0x80],
    ]
    var random = SplitMix64(seed: 4)
    for round in 0..<(Self.rounds * 10) {
      Self.check(Mutation.mutated(seeds[round % seeds.count], &random))
    }
  }

  @Test(.enabled(if: PdfFixture.canRead)) func `mutated PDFs are read or refused`() {
    let whole = PdfFixture.bytes(PdfFixture.sentences)
    var random = SplitMix64(seed: 5)
    for _ in 0..<(Self.rounds / 10) { Self.check(Mutation.mutated(whole, &random)) }
  }
}

enum Mutation {
  /// One to eight changes: a bit, a byte, a cut, a repeat, an end.
  static func mutated(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.next(below: 8) {
      guard bytes.count > 1 else { return bytes }
      let place = random.next(below: bytes.count)
      let end = min(bytes.count, place + 1 + random.next(below: 16))
      switch random.next(below: 6) {
      case 0: bytes[place] ^= 1 << UInt8(random.next(below: 8))
      case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4: bytes[place] = [0, 0xFF, 0x3C, 0x3E, 0x7F, 0x80][random.next(below: 6)]
      default: if random.next(below: 8) == 0 { bytes.removeSubrange(place...) }
      }
    }
    return bytes
  }

  /// Element names of Word exchanged for others, so that well-formed nonsense reaches the reader.
  static func shuffledTags(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    let names = [
      "p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "txbxContent", "del", "footnote", "sectPr",
    ]
    var text = String(decoding: bytes, as: UTF8.self)
    for _ in 0...random.next(below: 3) {
      let old = names[random.next(below: names.count)]
      let new = names[random.next(below: names.count)]
      for mark in ["<w:\(old)>", "</w:\(old)>"] {
        text = text.replacing(mark, with: mark.replacing("w:\(old)", with: "w:\(new)"))
      }
    }
    return Array(text.utf8)
  }
}
