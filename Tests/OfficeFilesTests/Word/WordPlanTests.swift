import Foundation
import Testing

@testable import OfficeFiles

@Suite struct WordPlanTests {
  @Test func `a plan as officials make it is read whole`() throws {
    let read = try DocumentText.read(PlanFixture.document.bytes)
    #expect(read.text == PlanFixture.text)
    #expect(read.notes == [LegacyEncoding.tcvn3.note, LegacyEncoding.vni.note])
  }

  private static let office = ChildProcess.find("soffice")

  @Test(.enabled(if: office != nil && PdfFixture.canDraw))
  func `a table reads alike from the Word file and from the PDF made of it`() throws {
    let office = try #require(Self.office)
    let folder = FileManager.default.temporaryDirectory.appending(path: "soat-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { removed(folder) }
    let document = DocxFixture(p("PHỤ LỤC") + PlanFixture.annex + p("Hết."))
    let file = folder.appending(path: "a.docx")
    try Data(document.officeBytes).write(to: file)
    let home = "-env:UserInstallation=file://\(folder.path)/home"
    let output = ChildProcess.run(
      "/usr/bin/env",
      [
        "HOME=\(folder.path)", office, home, "--headless", "--convert-to", "pdf", "--outdir",
        folder.path, file.path,
      ],
      seconds: 120, memory: 8 << 30, limit: 1 << 20)
    #expect(output?.status == 0)
    func rows(_ text: String) -> [Substring] {
      text.split(whereSeparator: { $0 == "\n" || $0 == "\u{0C}" }).filter { $0.hasPrefix("|") }
    }
    let pdf = try DocumentText.read(path: folder.appending(path: "a.pdf").path)
    #expect(try rows(pdf.text) == rows(document.text))
  }

  private func removed(_ folder: URL) {
    do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
  }
}

extension DocxFixture {
  /// With the content types that other programs ask for.
  fileprivate var officeBytes: [UInt8] {
    get throws {
      let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
      let types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Override PartName="/word/document.xml" ContentType="\(main)"/></Types>
        """
      var entries = entries
      entries[0] = ("[Content_Types].xml", Array(types.utf8))
      return try ZipFixture.archive(entries)
    }
  }
}
