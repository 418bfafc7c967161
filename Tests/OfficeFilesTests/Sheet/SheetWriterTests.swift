import Foundation
import Testing

@testable import OfficeFiles

struct SheetWriterTests {
  private let folder = FileManager.default.temporaryDirectory.path

  private func parts(_ cells: [[SheetWriter.Cell]]) throws -> (sheet: String, styles: String) {
    let writer = try SheetWriter(
      name: "Việc", title: "Việc được giao", note: "Ngày 20/11/2026",
      [SheetWriter.Column("Nhiệm vụ", width: 40), SheetWriter.Column("Hạn", width: 12)],
      folder: folder)
    for row in cells { writer.add(row) }
    #expect(writer.count == cells.count)
    let bytes = try writer.finish()
    return try ZipArchive.reading(bytes) { archive throws(UnreadableFile) in
      (
        String(decoding: try archive.read("xl/worksheets/sheet1.xml") ?? [], as: UTF8.self),
        String(decoding: try archive.read("xl/styles.xml") ?? [], as: UTF8.self)
      )
    }
  }

  @Test func `text stays text, whatever it begins with`() throws {
    let hostile = [
      "=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "\t=1", "<b>&\"", "a\u{1}b",
      String(repeating: "x", count: 40_000),
    ]
    let (sheet, _) = try parts(hostile.map { [.text($0), .empty] })
    #expect(!sheet.contains("<f>") && !sheet.contains("<hyperlink"))
    #expect(sheet.contains("=HYPERLINK(") && sheet.contains("&lt;b&gt;&amp;"))
    #expect(sheet.contains(">ab<"))
    #expect(sheet.contains(String(repeating: "x", count: 32_000) + "<"))
  }

  @Test func `days are days, and the head stays in sight and filters`() throws {
    let (sheet, styles) = try parts([
      [.text("Rà soát"), .day(year: 2026, month: 12, day: 31)], [.text("Báo cáo"), .number(3)],
    ])
    // Days since 30 December 1899.
    #expect(sheet.contains("<v>46387</v>"))
    #expect(styles.contains("dd/mm/yyyy"))
    #expect(sheet.contains("ySplit=\"4\"") && sheet.contains("state=\"frozen\""))
    #expect(sheet.contains("<autoFilter ref=\"A4:B6\""))
    #expect(sheet.contains("Nhiệm vụ") && sheet.contains("Ngày 20/11/2026"))
  }

  @Test func `a table without rows is a table, and is finished once`() throws {
    #expect(try parts([]).sheet.contains("<autoFilter ref=\"A4:B5\""))
    let writer = try SheetWriter(
      name: "x", title: "y", note: "", [.init("z", width: 9)], folder: folder)
    _ = try writer.finish()
    #expect(throws: SheetWriter.Failure.self) { try writer.finish() }
  }
}
