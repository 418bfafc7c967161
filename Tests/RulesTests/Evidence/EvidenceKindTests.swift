import Testing

@testable import Rules

struct EvidenceKindTests {
  @Test func `every kind has an ending of its own`() {
    #expect(EvidenceKind.all.count >= 12)
    let endings = EvidenceKind.all.flatMap(\.endings)
    #expect(Set(endings).count == endings.count)
    for kind in EvidenceKind.all { #expect(EvidenceKind.coded(kind.code) == kind) }
  }

  @Test(arguments: [
    ("pdf", "bao-cao.PDF", "pdf"), ("word", "Báo cáo", "docx"), ("text", "so-lieu.csv", "csv"),
    ("text", "ghi chu.txt", "txt"), ("oldOffice", "a.xls", "xls"), ("jpeg", "a.b.jpeg", "jpg"),
    ("png", ".png", "png"), ("pdf", "Số 12. Báo cáo", "pdf"),
  ])
  func `a file is of the kind that its content and name agree on`(
    content: String, name: String, code: String
  ) throws {
    #expect(try EvidenceKind.of(content: content, fileName: name, field: "file").code == code)
  }

  @Test(arguments: [
    ("png", "bao-cao.pdf", "nội dung là PNG"), ("text", "bao-cao.pdf", "nội dung là TXT"),
    ("zip", "bao-cao.docx", "nội dung là ZIP"), ("pdf", "chay.exe", ".exe"),
  ])
  func `a name that lies is refused with what the content is`(
    content: String, name: String, words: String
  ) {
    #expect {
      try EvidenceKind.of(content: content, fileName: name, field: "file")
    } throws: { error in
      guard case Refusal.invalid(let problems)? = error as? Refusal else { return false }
      return problems[0].field == "file" && problems[0].text.description.contains(words)
    }
  }

  @Test func `what is of no known kind is refused with the kinds that are taken`() {
    #expect {
      try EvidenceKind.of(content: nil, fileName: "a.exe", field: "file")
    } throws: { error in "\(error)".contains("PDF, Word, Excel") }
  }
}

struct BundlePathTests {
  @Test(arguments: [
    ("Xã Phú Lộc", "12/BC-UBND Báo cáo", "Xã Phú Lộc/12-BC-UBND Báo cáo.pdf"),
    ("../..", "../../etc/passwd", "-/-..-etc-passwd.pdf"),
    ("a\\b:c", "CON", "a-b-c/_CON.pdf"), ("", " . ", "tep/tep.pdf"),
    ("x", "a\u{202E}fdp\u{0}.exe", "x/a fdp .exe.pdf"), ("x", "tên.", "x/tên.pdf"),
  ])
  func `nothing leads out of the folder`(folder: String, name: String, path: String) {
    var paths = BundlePaths()
    #expect(paths.path(folder: folder, name: name, ending: "pdf") == path)
  }

  @Test func `equal names are numbered, whatever their case and composition`() {
    var paths = BundlePaths()
    let names = ["Báo cáo", "báo CÁO", "Ba\u{301}o ca\u{301}o", "Báo cáo (2)"].map {
      paths.path(folder: "Xã", name: $0, ending: "pdf")
    }
    #expect(
      names == [
        "Xã/Báo cáo.pdf", "Xã/báo CÁO (2).pdf", "Xã/Báo cáo (3).pdf", "Xã/Báo cáo (2) (2).pdf",
      ])
  }

  @Test func `a long name is cut within what file systems allow`() {
    var paths = BundlePaths()
    let path = paths.path(
      folder: String(repeating: "ế", count: 300), name: String(repeating: "đ", count: 300),
      ending: "pdf")
    #expect(path.split(separator: "/").allSatisfy { $0.utf8.count < 200 })
  }
}
