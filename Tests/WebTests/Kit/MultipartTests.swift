import Testing

@testable import Web

struct MultipartTests {
  private func form(_ parts: [(head: String, content: String)]) -> [UInt8] {
    let text = parts.map { "--ranh\r\n\($0.head)\r\n\r\n\($0.content)\r\n" }.joined()
    return Array((text + "--ranh--\r\n").utf8)
  }

  private func events(_ bytes: [UInt8], _ piece: Int) throws -> [MultipartParser.Event] {
    var parser = try MultipartParser(boundary: "ranh")
    var events: [MultipartParser.Event] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
      for event in try parser.take(bytes[start..<min(start + piece, bytes.count)]) {
        if case .bytes(let more) = event, case .bytes(let before)? = events.last {
          events[events.count - 1] = .bytes(before + more)
        } else {
          events.append(event)
        }
      }
    }
    #expect(parser.isFinished)
    return events
  }

  @Test(arguments: [1, 2, 3, 7, 16, 1_000])
  func `parts come out whole however the bytes are cut`(piece: Int) throws {
    let content = "dòng 1\r\n--ran giả\r\n\r--ran\n-\r\n"
    let bytes = form([
      ("Content-Disposition: form-data; name=\"ten\"", "Xã Phú Lộc"),
      (
        "content-disposition: form-data; name=\"tep\"; filename=\"a;b %22c%22.csv\"\r\n"
          + "Content-Type: text/csv", content
      ),
      ("Content-Disposition: form-data; name=trong", ""),
    ])
    #expect(
      try events(bytes, piece) == [
        .part(PartHead(field: "ten", fileName: nil)), .bytes(Array("Xã Phú Lộc".utf8)), .partEnd,
        .part(PartHead(field: "tep", fileName: "a;b \"c\".csv")), .bytes(Array(content.utf8)),
        .partEnd, .part(PartHead(field: "trong", fileName: nil)), .partEnd,
      ])
  }

  @Test(
    arguments: [
      "Content-Disposition: form-data", "Content-Disposition: attachment; name=\"a\"",
      "Content-Type: text/plain", "khong co hai cham", "",
      "Content-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; boundary=b",
      "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64",
      "Content-Disposition: form-data; name=\"a\0b\"",
      "Content-Disposition: form-data; name=\"" + String(repeating: "a", count: 9_000) + "\"",
    ])
  func `a part that no browser would send is refused`(head: String) {
    #expect(throws: Rejection.self) { try events(form([(head, "x")]), 1_000) }
  }

  @Test func `what stands before the first part is bounded`() {
    #expect(throws: Rejection.self) {
      try events(Array(String(repeating: "a", count: 10_000).utf8), 1_000)
    }
  }

  @Test(arguments: ["", " ", "a ", String(repeating: "a", count: 71), "ă", "a\nb"])
  func `a boundary that is none is refused`(boundary: String) {
    #expect(throws: Rejection.self) { try MultipartParser(boundary: boundary) }
  }

  @Test(
    arguments: [
      ("danh sách.csv", "danh sách.csv"), ("../../etc/passwd", "passwd"),
      ("C:\\Users\\A\\kế hoạch.docx", "kế hoạch.docx"), ("", "tệp"), ("..", "tệp"), ("a/", "a"),
      ("ke\u{202E}fdp.exe", "kefdp.exe"), ("a\u{200B}b\u{0}c\r\n.txt", "abc.txt"),
      ("ke\u{0302}\u{0301} hoa\u{0323}ch", "kế hoạch"),
    ])
  func `a file's name is shown without what it could do elsewhere`(sent: String, shown: String) {
    let name = FileName.shown(sent)
    #expect(Array(name.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test(
    arguments: [
      ("/units/1", true), ("/", true), ("/a?b=c", true), ("//evil.com", false),
      ("/\\evil.com", false), ("https://evil.com", false), ("", false), ("/a\nb", false),
      ("/a b", false), ("units", false), ("/a\\b", false), ("javascript:alert(1)", false),
    ])
  func `only paths of this site are followed`(path: String, isLocal: Bool) {
    #expect((LocalPath.checked(path) != nil) == isLocal)
  }
}
