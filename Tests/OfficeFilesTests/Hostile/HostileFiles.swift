import Testing

@testable import OfficeFiles

/// Files that must be refused.
enum HostileFiles {
  typealias Case = HostileFileTests.Case

  static let all: [Case] = texts + packages + parts + others

  private static let texts = [
    Case("nothing", 12) { [] },
    Case("only white space", 12) { Array(" \r\n\t\n".utf8) },
    Case("33 MB of text", 13) { [UInt8](repeating: 0x61, count: 33 << 20) },
    Case("65 MB of anything", 13) { [UInt8](repeating: 0x50, count: 65 << 20) },
    Case("random bytes", 14) {
      var random = SplitMix64(seed: 7)
      return (0..<5000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    },
    Case("text with a NUL", 14) { Array("Kế hoạch".utf8) + [0] + Array("năm".utf8) },
    Case("an executable", 14) {
      [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 64)
    },
    Case("a picture", 22) { [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] },
    Case("RTF", 22) { Array("{\\rtf1\\ansi Ke hoach}".utf8) },
    Case("a web page", 22) { Array("\n<!DOCTYPE html><p>Kế hoạch".utf8) },
    Case("UTF-16 cut in a letter", 18) { [0xFF, 0xFE, 0x4B, 0x00, 0x1E] },
    Case("French in Latin-1", 23) {
      Array("Il a mang".utf8) + [0xE9] + Array(" le g".utf8) + [0xE2]
    },
  ]

  private static let packages = [
    Case("cut short", 18) { Array(try DocxFixture(p("Kế hoạch")).bytes.dropLast(40)) },
    Case("only a header", 18) { [0x50, 0x4B, 0x03, 0x04] },
    Case("bytes of a part changed", 18) {
      var bytes = try DocxFixture(p(String(repeating: "Kế hoạch 123 abc. ", count: 50))).bytes
      let name = try #require(bytes.firstRange(of: Array("word/document.xml".utf8)))
      for index in (name.upperBound + 10)..<(name.upperBound + 40) { bytes[index] ^= 0x5A }
      return bytes
    },
    Case("1 GiB of zeros as the document", 19) { try bomb("word/document.xml", 1 << 30) },
    Case("600 MiB of zeros as a picture", 19) { try bomb("word/media/a.bmp", 600 << 20) },
    Case("100,000 entries", 19) {
      try ZipFixture.archive((0..<100_000).map { ("word/\($0).xml", []) })
    },
    Case("with a password on its parts", 17) {
      try ZipFixture.archive(DocxFixture(p("a")).entries, password: "x")
    },
    Case("a workbook", 22) { try ZipFixture.archive([("xl/workbook.xml", Array("<a/>".utf8))]) },
    Case("slides", 22) { try ZipFixture.archive([("ppt/presentation.xml", Array("<a/>".utf8))]) },
    Case("OpenDocument", 22) {
      try ZipFixture.archive([("content.xml", [0x61]), ("META-INF/manifest.xml", [0x61])])
    },
    Case("any other archive", 22) { try ZipFixture.archive([("a.txt", [0x61])]) },
    Case("an empty archive", 22) { [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18) },
    Case("a main part that is not there", 18) {
      try ZipFixture.archive([("_rels/.rels", DocxFixture.relations(["officeDocument": "a.xml"]))])
    },
  ]

  private static let parts = [
    Case("billion laughs", 20) { try document("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>") },
    Case("an outside entity", 20) {
      try document("<?xml version='1.0'?> <!doctype a SYSTEM 'file:///etc/passwd'><a/>")
    },
    Case("a document type in UTF-16", 20) {
      let units = "\u{FEFF}<!DOCTYPE a><a/>".utf16
      return try package(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    },
    Case("an encoding that hides", 20) {
      try document("<?xml version='1.0' encoding='UTF-7'?><a/>")
    },
    Case("entities in the styles", 20) {
      var fixture = DocxFixture(p("a"))
      fixture.styles = "<!ENTITY x 'y'>"
      return try fixture.bytes
    },
    Case("tables 1000 deep", 24) {
      let open = String(repeating: "<w:tbl><w:tr><w:tc>", count: 1000)
      let close = String(repeating: "</w:tc></w:tr></w:tbl>", count: 1000)
      return try DocxFixture(open + p("a") + close).bytes
    },
    Case("an attribute of 12 MB", 18) {
      var random = SplitMix64(seed: 3)
      let value = (0..<12_000_000).map { _ in UInt8(97 + random.next() % 26) }
      let start = Array("<a b='".utf8)
      return try package(start + value + Array("'/>".utf8))
    },
    Case("bytes that are not UTF-8", 18) {
      try package(Array("<a>".utf8) + [0xC3] + Array("</a>".utf8))
    },
    Case("a tag never closed", 18) { try document("<a><b></a>") },
    Case("a part that stops", 18) { try document("<a><b>") },
    Case("a second root", 18) { try document("<a/><b/>") },
    Case("an unknown entity", 18) { try document("<a>&khong;</a>") },
    Case("an unbound prefix", 18) { try document("<w:p><w:t>a</w:t></w:p>") },
    Case("no text at all", 12) { try DocxFixture("<w:p/>").bytes },
    Case("an empty part", 18) { try package([]) },
  ]

  private static let others = [
    Case("Word 97", 15) { compound("WordDocument") },
    Case("an encrypted package", 17) { compound("EncryptedPackage") },
    Case("Excel 97", 22) { compound("Workbook") },
    Case("the head of a compound file", 18) { CompoundFile.signature },
    Case("the head of a PDF", 18) { Array("%PDF-1.7\n".utf8) },
    Case("a PDF cut short", 18) { Array(PdfFixture.bytes(PdfFixture.sentences).dropLast(200)) },
    Case("a PDF of pictures", 16) { PdfFixture.bytes([]) },
    Case("a PDF of random bytes", 18) {
      var random = SplitMix64(seed: 11)
      let noise = (0..<4000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      return Array("%PDF-1.4\n".utf8) + noise
    },
  ]

  private static func bomb(_ name: String, _ count: Int) throws -> [UInt8] {
    let fixture = DocxFixture(p("a")).entries.filter { $0.name != name }
    return try ZipFixture.archive(fixture, zeros: (name, count))
  }

  private static func document(_ xml: String) throws -> [UInt8] { try package(Array(xml.utf8)) }

  private static func package(_ document: [UInt8]) throws -> [UInt8] {
    let entries = DocxFixture("").entries.filter { $0.name != "word/document.xml" }
    return try ZipFixture.archive(entries + [("word/document.xml", document)])
  }

  private static func compound(_ stream: String) -> [UInt8] {
    var bytes = CompoundFile.signature + [UInt8](repeating: 0, count: 1024 - 8)
    bytes += stream.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return bytes + [UInt8](repeating: 0, count: 1024)
  }
}
