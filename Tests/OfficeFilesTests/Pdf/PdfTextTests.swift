import Glibc
import Testing

@testable import OfficeFiles

@Suite(.enabled(if: PdfFixture.canRead)) struct PdfTextTests {
  @Test func `a text layer is read page by page`() throws {
    let read = try DocumentText.read(PdfFixture.bytes(PdfFixture.sentences, pages: 3))
    #expect(read.format == .pdf && read.pages == 3)
    #expect(read.text.utf8.count { $0 == 0x0C } == 3)
    for sentence in PdfFixture.sentences { #expect(read.text.contains(sentence)) }
  }

  @Test func `a stray mark before the header does no harm`() throws {
    let read = try DocumentText.read([0xEF, 0xBB, 0xBF] + PdfFixture.bytes(PdfFixture.sentences))
    #expect(read.format == .pdf)
  }

  @Test func `no temporary file is left behind`() throws {
    let folder = try Scratch.folder()
    defer { rmdir(folder) }
    var seen = ""
    #expect(throws: UnreadableFile.empty) {
      try TemporaryFile.with([1, 2, 3], in: folder) { (path) throws(UnreadableFile) in
        seen = path
        throw UnreadableFile.empty
      }
    }
    #expect(seen.hasPrefix(folder) && access(seen, F_OK) != 0)
  }

  @Test func `a program that takes too long is ended`() throws {
    let output = try #require(
      ChildProcess.run("/bin/sleep", ["30"], seconds: 1, memory: 1 << 30, limit: 100))
    #expect(output.isTooLong)
  }

  @Test func `a program that writes too much is ended`() throws {
    let output = try #require(
      ChildProcess.run("/usr/bin/yes", [], seconds: 20, memory: 1 << 30, limit: 100_000))
    #expect(output.isTooMuch)
  }
}
