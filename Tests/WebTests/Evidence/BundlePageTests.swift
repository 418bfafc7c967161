import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

struct BundlePageTests {
  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: TestOffice.engines)
  func `a bundle opens elsewhere, with an index, and is noted`(engine: Engine) async throws {
    try await EvidenceOffice.on(engine) { test in
      let (office, tree) = (test.office, test.office.tree)
      let duty = try await office.duty(of: tree.hoaLoc)
      let commune = try await office.visitor(.unitOfficer, tree.hoaLoc)
      for (title, text) in [("Báo cáo", "một"), ("Báo cáo", "hai"), ("=1+1 <b>", "ba")] {
        try await commune.get(EvidencePath.adding(to: duty))
        try await commune.upload(
          EvidencePath.adding(to: duty), [("title", title)], [("file", "x.txt", text)])
        #expect(commune.status == .seeOther, "\(commune.page)")
      }
      let agency = try await office.visitor(.standingAgency, tree.province)
      let page = try await agency.get(EvidencePath.bundle(unit: tree.hoaLoc))
      let href = EvidencePath.bundle(unit: tree.hoaLoc, path: EvidencePath.archive)
      #expect(page.contains("href=\"\(href)\""))
      let response = try await test.fetch(href, agency)
      #expect(response.headers[.contentType] == "application/zip")
      let path = test.folder + "/b.zip"
      try Data(Array(buffer: response.body)).write(to: URL(filePath: path))
      #expect(response.headers[.contentLength] == String(response.body.readableBytes))
      #expect(try run("/usr/bin/unzip", ["-tq", path]).contains("No errors"))
      let seen = try run(
        "/usr/bin/python3",
        [
          "-c",
          "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nprint(z.testzip(),z.namelist())\n"
            + "print(z.read('index.csv').decode())\nprint(z.read('index.html').decode())", path,
        ])
      #expect(seen.hasPrefix("None ['index.html', 'index.csv', "), "\(seen)")
      for name in ["Báo cáo.txt", "Báo cáo (2).txt", "=1+1 -b-.txt"] {
        #expect(seen.contains("'Phường Hòa Lộc/\(name)'"), "\(seen)")
      }
      #expect(seen.contains("\"'=1+1 <b>\"") && seen.contains("=1+1 &lt;b&gt;</td>"))
      #expect(seen.contains(FileSum.of(Array("một".utf8)).sha256))
      let last = try await office.store.read { db in
        try db.row("SELECT action FROM audit_entry ORDER BY seq DESC LIMIT 1")?
          .get("action", as: String.self)
      }
      #expect(last == "evidence.bundle")
    }
  }

  @Test func `a file that is gone is missing in the index, and the rest comes whole`() async throws
  {
    try await EvidenceOffice.on(.sqlite) { test in
      let (office, tree) = (test.office, test.office.tree)
      let duty = try await office.duty(of: tree.hoaLoc)
      let commune = try await office.visitor(.unitOfficer, tree.hoaLoc)
      for text in ["một", "hai"] {
        try await commune.get(EvidencePath.adding(to: duty))
        try await commune.upload(
          EvidencePath.adding(to: duty), [("title", text)], [("file", "x.txt", text)])
      }
      try FileManager.default.removeItem(
        atPath: test.files.path(FileSum.of(Array("một".utf8)).sha256))
      let response = try await test.fetch(
        EvidencePath.bundle(unit: tree.hoaLoc, path: EvidencePath.archive), commune)
      let path = test.folder + "/b.zip"
      try Data(Array(buffer: response.body)).write(to: URL(filePath: path))
      #expect(try run("/usr/bin/unzip", ["-tq", path]).contains("No errors"))
      #expect(try run("/usr/bin/unzip", ["-p", path, "index.html"]).contains("thiếu tệp"))
    }
  }

  @Test func `what cannot be bundled is said beside the field`() async throws {
    try await EvidenceOffice.on(.sqlite) { test in
      let agency = try await test.office.visitor(.standingAgency, test.office.tree.province)
      for (query, field) in [
        ("from=31/02/2026", "from"), ("unit=khong-co", "unit"),
        ("from=02/01/2026&to=01/01/2026", "to"),
      ] {
        let page = try await agency.get("/evidence/bundle?" + query)
        #expect(agency.status == .unprocessableContent, "\(query)")
        #expect(page.contains("href=\"#\(field)\""), "\(query)")
        try await agency.get("/evidence/bundle/archive?" + query)
        #expect(agency.status == .unprocessableContent, "\(query)")
      }
      #expect(
        try await agency.get("/evidence/bundle?from=01/01/2020").contains("Không có minh chứng"))
      try await agency.get("/evidence/bundle/archive")
      #expect(agency.status == .unprocessableContent)
    }
  }
}
