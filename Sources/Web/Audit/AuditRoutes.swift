internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Reading the audit log and taking a copy of it away.
enum AuditRoutes {
  static let all: [Route] = [
    .get(AuditPath.log, .may(.readAudit), show),
    .get(AuditPath.export, .may(.exportAudit)) { call in
      try call.page(AuditExportPage.of(call, []))
    },
    .post(AuditPath.export, .may(.exportAudit), export),
  ]

  /// Entries that one file from the site holds at most: it is made in memory.
  static let longestExport: Int64 = 20_000

  private static func show(_ call: Call) async throws -> Reply {
    let question = AuditQuestion(call.query)
    let answer = try await call.site.store.write { [act = call.act] db in
      try AuditAnswer(question, db, act)
    }
    return try call.page(AuditLogPage(question, answer, call))
  }

  private static func export(_ call: Call) async throws -> Reply {
    try await call.submit(orShow: { AuditExportPage.of(call, $0) }) {
      var form = call.form
      let (from, through) = (form.date("from"), form.date("to"))
      try form.checked()
      let (export, bytes) = try await call.read { db, act in
        try file(from, through, db, act)
      }
      let name = "nhat-ky-\(export.first)-\(export.last).jsonl"
      let hash = Digest.sha256(bytes)
      try await call.site.store.write { [act = call.act] db in
        try export.record(file: name, sha256: hash, db, act)
      }
      var reply = Reply(
        status: .ok, headers: [.contentType: "application/x-ndjson; charset=utf-8"], body: bytes)
      reply.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
      reply.headers[.cacheControl] = "no-store"
      return reply
    }
  }

  /// The head line and the lines of the entries. Throws `Refusal.invalid` where there are none, or too many.
  private static func file(
    _ from: CivilDate?, _ through: CivilDate?, _ db: any Reader, _ act: Act
  ) throws -> (AuditExport, [UInt8]) {
    try Rights.demand(.exportAudit, on: nil, db, act)
    guard let export = try AuditExport.of(from: from, through: through, db, act) else {
      throw Refusal.invalid([Problem("from", "Không có mục nhật ký nào trong những ngày này.")])
    }
    let count = export.last - export.first + 1
    guard count <= longestExport else {
      throw Refusal.invalid([
        Problem(
          "from",
          "Có \(count) mục, nhiều hơn \(longestExport) mục của một tệp. Hãy chọn ít ngày hơn, hoặc xuất bằng lệnh “soat audit export” trên máy chủ."
        )
      ])
    }
    var bytes = Array((try export.head(act.keys) + "\n").utf8)
    var last = export.first - 1
    while last < export.last {
      let entries = try Audit.run(after: last, through: export.last, db)
      guard let end = entries.last else { break }
      for entry in entries { bytes += Array((try AuditExport.line(entry) + "\n").utf8) }
      last = end.seq
    }
    return (export, bytes)
  }
}

/// Which days of the log to take away.
struct AuditExportPage: Page {
  static let template = "audit-export"
  static let sample = AuditExportPage(
    title: "Xuất nhật ký", trail: [Crumb(href: "/audit", text: "Nhật ký")], from: .sample,
    to: .sample)
  let title: String
  let trail: [Crumb]
  let from: Field
  let to: Field

  static func of(_ call: Call, _ problems: [Problem]) -> AuditExportPage {
    AuditExportPage(
      title: call.text("audit.export"),
      trail: [Crumb(href: AuditPath.log, text: call.text("audit.title"))],
      from: call.dateField("from", nil, problems), to: call.dateField("to", nil, problems))
  }
}
