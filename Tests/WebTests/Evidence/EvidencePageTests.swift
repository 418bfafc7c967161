import Foundation
import HTTPTypes
import Hummingbird
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

private let pdf = "%PDF-1.4\nmột tệp nhỏ\n%%EOF\n"

struct EvidencePageTests {
  @Test(arguments: TestOffice.engines)
  func `a report comes with files, which the one who decides can read`(
    engine: Engine
  ) async throws {
    try await EvidenceOffice.on(engine) { test in
      let office = test.office
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let path = DutyPath.duty(duty)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc, name: "H'Thảo Niê")
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      try await commune.get(path)
      let files = [
        (field: "report-files", name: "báo cáo_rà soát.pdf", text: pdf),
        (field: "report-files", name: "so-lieu.csv", text: "a;b\r\n"),
      ]
      try await commune.upload(
        path + "/report", [("report-words", "")], files)
      #expect(commune.status == .unprocessableContent)
      #expect(try await test.pieces().isEmpty)
      try await commune.upload(path + "/report", [("report-words", "Đã rà soát.")], files)
      #expect(commune.status == .seeOther, "\(commune.page)")
      #expect(try test.arrivals().isEmpty)
      let page = try await commune.follow()
      #expect(page.contains("báo cáo rà soát") && page.contains("PDF, \(pdf.utf8.count) byte"))
      let piece = try #require(try await test.pieces().first { $0.file.file.kind.code == "pdf" })
      let shown = try await agency.get(EvidencePath.piece(piece.id))
      #expect(agency.status == .ok && shown.contains("Phường Hòa Lộc"))
      #expect(shown.contains(path) && shown.contains(piece.file.file.sum.sha256))
      let response = try await test.fetch(EvidencePath.file(1, of: piece.id), agency)
      #expect(response.text == pdf)
      #expect(response.headers[.contentType] == "application/pdf")
      #expect(response.headers[.xContentTypeOptions] == "nosniff")
      #expect(response.headers[values: .contentSecurityPolicy] == [EvidenceDownload.confinement])
      #expect(
        response.headers[.contentDisposition]
          == "attachment; filename=\"bao-cao-ra-soat.pdf\"; "
          + "filename*=UTF-8''b%C3%A1o%20c%C3%A1o_r%C3%A0%20so%C3%A1t.pdf")
      let noted = try await office.store.read { db in
        try db.rows("SELECT action FROM audit_entry WHERE subject_kind = 'evidence'").map {
          try $0.get("action", as: String.self)
        }
      }
      #expect(noted.count { $0 == "evidence.read" } == 1)
      #expect(noted.count { $0 == "evidence.add" } == 2)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a piece is added with its facts, changed, renewed and taken off`(
    engine: Engine
  ) async throws {
    try await EvidenceOffice.on(engine) { test in
      let office = test.office
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let adding = EvidencePath.adding(to: duty)
      try await commune.get(adding)
      try await commune.upload(adding, [("title", "Báo cáo"), ("issuedOn", "31/02/2026")], [])
      #expect(commune.status == .unprocessableContent)
      #expect(
        commune.page.contains("href=\"#file\"") && commune.page.contains("href=\"#issuedOn\""))
      try await commune.upload(
        adding, [("number", "12/BC-UBND"), ("issuedOn", "19/11/2026"), ("remark", "Trang 3")],
        [("file", "Báo cáo quý.pdf", pdf)])
      #expect(commune.status == .seeOther, "\(commune.page)")
      let page = try await commune.get(DutyPath.duty(duty))
      #expect(page.contains("12/BC-UBND, 19/11/2026") && page.contains("Trang 3"))
      let piece = try #require(try await test.pieces().first)
      #expect(piece.facts.title == "Báo cáo quý")
      try await commune.get(EvidencePath.change(piece.id))
      try await commune.post(
        EvidencePath.change(piece.id), [("title", "Báo cáo quý IV"), ("issuer", "UBND phường")])
      #expect(try await commune.follow().contains("Báo cáo quý IV"))
      try await commune.post(EvidencePath.change(piece.id), [("title", "x"), ("version", "1")])
      #expect(commune.status == .conflict)
      try await commune.get(EvidencePath.newFile(piece.id))
      try await commune.upload(EvidencePath.newFile(piece.id), [], [("file", "a.pdf", pdf)])
      #expect(commune.status == .unprocessableContent && commune.page.contains("giống hệt"))
      try await commune.upload(
        EvidencePath.newFile(piece.id), [], [("file", "a.pdf", pdf + "thêm")])
      #expect(try await commune.follow().contains("Báo cáo quý.pdf"))
      #expect(try await test.fetch(EvidencePath.file(1, of: piece.id), commune).text == pdf)
      #expect(
        try await test.fetch(EvidencePath.file(3, of: piece.id), commune).status == .notFound)
      let removal = EvidencePath.removal(of: piece.id, from: duty)
      try await commune.get(removal)
      try await commune.post(removal, [("reason", "")])
      #expect(commune.status == .seeOther)
      let picks = try await commune.get(adding + "?q=quy iv".replacing(" ", with: "+"))
      #expect(picks.contains("value=\"\(piece.id)\""))
      try await commune.post(EvidencePath.linking(to: duty), [])
      #expect(commune.status == .unprocessableContent)
      try await commune.post(EvidencePath.linking(to: duty), [("evidence", piece.id.text)])
      #expect(try await commune.follow().contains("Báo cáo quý IV"))
      let list = try await commune.get("/evidence?q=bao+cao")
      #expect(list.contains(EvidencePath.piece(piece.id)))
      #expect(try await commune.get("/evidence?use=none").contains("Không có minh chứng nào khớp"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `nobody gets at a file by its address`(engine: Engine) async throws {
    try await EvidenceOffice.on(engine) { test in
      let office = test.office
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      try await commune.get(EvidencePath.adding(to: duty))
      try await commune.upload(
        EvidencePath.adding(to: duty), [], [("file", "a.pdf", pdf)])
      let piece = try #require(try await test.pieces().first)
      let other = try await office.visitor(.unitOfficer, office.tree.quangDien)
      let paths = [
        EvidencePath.piece(piece.id), EvidencePath.file(1, of: piece.id),
        EvidencePath.picture(piece.id, 1), EvidencePath.change(piece.id),
        EvidencePath.newFile(piece.id), EvidencePath.adding(to: duty),
        EvidencePath.removal(of: piece.id, from: duty),
        EvidencePath.bundle(unit: office.tree.hoaLoc, path: EvidencePath.archive),
      ]
      for path in paths {
        try await other.get(path)
        #expect([.notFound, .unprocessableContent].contains(other.status), "\(path)")
        #expect(!other.page.contains("PDF-1.4"), "\(path)")
      }
      #expect(!(try await other.get("/evidence")).contains(piece.id.text))
      try await other.post(EvidencePath.linking(to: duty), [("evidence", piece.id.text)])
      #expect(other.status == .notFound)
      let viewer = try await office.visitor(.viewer, office.tree.hoaLoc)
      #expect(try await viewer.get(EvidencePath.piece(piece.id)).contains("Tải về"))
      #expect(!viewer.page.contains("/change\"") && !viewer.page.contains("/files/new"))
      try await viewer.get(EvidencePath.adding(to: duty))
      #expect(viewer.status == .notFound)
    }
  }

  @Test(arguments: [
    ("anh.pdf", "GIF89a", "không thuộc loại"), ("x.exe", "MZ\u{0}", "không thuộc loại"),
    ("bao-cao.pdf", "chữ thường", "nội dung là TXT"), ("rong.pdf", "", "rỗng"),
    ("x.svg", "<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>", "không thuộc loại"),
    ("x.html", "<html><script>alert(1)</script>", "không thuộc loại"),
    ("<script>.pdf", "chữ", "nội dung là TXT"),
  ])
  func `a file that is not what it says, or nothing we take, is refused and leaves nothing`(
    name: String, text: String, words: String
  ) async throws {
    try await EvidenceOffice.on(.sqlite) { test in
      let duty = try await test.office.duty(of: test.office.tree.hoaLoc)
      let commune = try await test.office.visitor(.unitOfficer, test.office.tree.hoaLoc)
      let adding = EvidencePath.adding(to: duty)
      try await commune.get(adding)
      try await commune.upload(adding, [], [("file", name, text)])
      #expect(commune.status == .unprocessableContent, "\(commune.status)")
      #expect(commune.page.contains(words), "\(commune.page)")
      #expect(!commune.page.contains("<script>"))
      #expect(try await test.pieces().isEmpty && test.files.all().isEmpty)
      #expect(try test.arrivals().isEmpty)
    }
  }

  @Test func `a form sent twice adds one piece`() async throws {
    try await EvidenceOffice.on(.sqlite) { test in
      let duty = try await test.office.duty(of: test.office.tree.hoaLoc)
      let commune = try await test.office.visitor(.unitOfficer, test.office.tree.hoaLoc)
      let adding = EvidencePath.adding(to: duty)
      try await commune.get(adding)
      let fields = commune.page.matches(
        of: /<input type="hidden" name="(token|submission)" value="([^"]*)">/
      ).suffix(2).map { (String($0.1), String($0.2)) }
      for _ in 0..<2 {
        try await commune.upload(adding, fields, [("file", "a.pdf", pdf)])
        #expect(commune.status == .seeOther)
      }
      #expect(try await test.pieces().count == 1)
    }
  }

  @Test(arguments: [
    ("bytes=0-3", 206, "%PDF"), ("bytes=-5", 206, "%EOF\n"), ("bytes=1-1", 206, "P"),
    ("bytes=0-99999", 206, pdf), ("bytes=99999-", 416, ""), ("bytes=3-1", 416, ""),
    ("bytes=-0", 416, ""), ("bytes=a-b", 200, pdf), ("bytes=0-1,3-4", 200, pdf),
    ("bytes=99999999999999999999-", 200, pdf),
  ])
  func `a part of a file can be asked for`(range: String, status: Int, body: String) async throws {
    try await EvidenceOffice.on(.sqlite) { test in
      let duty = try await test.office.duty(of: test.office.tree.hoaLoc)
      let commune = try await test.office.visitor(.unitOfficer, test.office.tree.hoaLoc)
      try await commune.get(EvidencePath.adding(to: duty))
      try await commune.upload(EvidencePath.adding(to: duty), [], [("file", "a.pdf", pdf)])
      let piece = try #require(try await test.pieces().first)
      let response = try await test.fetch(
        EvidencePath.file(1, of: piece.id), commune, [.range: range])
      #expect(response.status.code == status)
      #expect(response.text == body)
      #expect(response.headers[.contentLength] == String(body.utf8.count))
    }
  }
}

struct EvidenceFaultTests {
  @Test func `a file that is gone is told of, not half sent`() async throws {
    try await EvidenceOffice.on(.sqlite) { test in
      let duty = try await test.office.duty(of: test.office.tree.hoaLoc)
      let commune = try await test.office.visitor(.unitOfficer, test.office.tree.hoaLoc)
      try await commune.get(EvidencePath.adding(to: duty))
      try await commune.upload(EvidencePath.adding(to: duty), [], [("file", "a.pdf", pdf)])
      let piece = try #require(try await test.pieces().first)
      try FileManager.default.removeItem(atPath: test.files.path(piece.file.file.sum.sha256))
      try await commune.get(EvidencePath.file(1, of: piece.id))
      #expect(commune.status == .conflict && commune.page.contains("soat doctor"))
      try await commune.get(EvidencePath.piece(piece.id))
      #expect(commune.status == .ok)
    }
  }

  @Test(arguments: [
    ("stream: Eicar-Test-Signature FOUND", 422, "mã độc"), ("", 409, "không trả lời"),
    ("stream: OK", 303, ""),
  ])
  func `a scanner is asked about every file`(
    answer: String, status: Int, words: String
  ) async throws {
    let scanner = try FakeScanner(answer)
    try await EvidenceOffice.on(.sqlite, { $0.scanner = scanner.path }) { test in
      let duty = try await test.office.duty(of: test.office.tree.hoaLoc)
      let commune = try await test.office.visitor(.unitOfficer, test.office.tree.hoaLoc)
      try await commune.get(EvidencePath.adding(to: duty))
      let eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
      try await commune.upload(
        EvidencePath.adding(to: duty), [], [("file", "a.txt", eicar)])
      #expect(commune.status.code == status)
      #expect(words.isEmpty || commune.page.contains(words))
      #expect(scanner.received() == eicar)
      #expect(try await test.pieces().count == (status == 303 ? 1 : 0))
      #expect(test.files.all().count == (status == 303 ? 1 : 0))
    }
    scanner.stop()
  }
}
