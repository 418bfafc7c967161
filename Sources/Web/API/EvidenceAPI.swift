internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Evidence for programs.
enum EvidenceAPI {
  static let endpoints: [Endpoint] = [
    .get(
      "/evidence", .may(.viewDuties), "listEvidence", "Evidence, the newest first.",
      query: [
        QueryParameter(
          name: "unit", meaning: "Of this unit and those under it.", schema: Schema.id),
        QueryParameter(name: "duty", meaning: "What proves this duty.", schema: Schema.id),
        .search, .after, .limit,
      ], .evidenceList, list),
    .get("/evidence/{evidence}", .may(.viewDuties), "getEvidence", "One piece.", .evidence) {
      call in
      let id = try call.id("evidence", of: Evidence.self)
      return try await call.read { db, act in
        EvidenceFact(try Evidence.find(id, db, act))
      }
    },
    .download(
      "/evidence/{evidence}/file", .may(.viewDuties), "downloadEvidence",
      "The bytes of the latest file; a range of them where asked."
    ) { call in
      let id = try call.id("evidence", of: Evidence.self)
      let file = try await call.read { db, act in try Evidence.find(id, db, act).file }
      return try await EvidenceDownload.file(file, call)
    },
    .upload(
      "/evidence", .may(.reportDuties), "addEvidence",
      "Adds the file that is sent; for `duty`, or for `unit` where it proves none yet.",
      query: uploadQuery, upload),
    .post(
      "/duties/{duty}/evidence", .may(.reportDuties), "linkEvidence",
      "A piece proves this duty, too.", .evidenceLink
    ) { (call, sent: EvidenceLinkSent, db, act) in
      let duty = try call.id("duty", of: Duty.self)
      guard let id = ID<Evidence>(sent.evidence) else { throw unknown }
      do {
        try Evidence.link(id, to: duty, remark: sent.remark ?? "", db, act)
      } catch Refusal.notFound {
        throw unknown
      }
      return API.root + "/duties/\(duty)"
    },
    .post(
      "/duties/{duty}/evidence/{evidence}/removal", .may(.reportDuties), "unlinkEvidence",
      "A piece no longer stands for this duty; after acceptance with a reason.", .evidenceRemoval
    ) { (call, sent: EvidenceRemovalSent, db, act) in
      let duty = try call.id("duty", of: Duty.self)
      let id = try call.id("evidence", of: Evidence.self)
      try Evidence.unlink(id, from: duty, sent.reason ?? "", db, act)
      return API.root + "/duties/\(duty)"
    },
  ]

  private static let unknown = Refusal.invalid([
    Problem("evidence", "Không có minh chứng này trong phạm vi của bạn.")
  ])

  private static let uploadQuery = [
    QueryParameter(
      name: "name", meaning: "The file's name; its ending must fit the content.",
      schema: Schema.search),
    QueryParameter(name: "duty", meaning: "The duty that it proves.", schema: Schema.id),
    QueryParameter(name: "unit", meaning: "The unit whose it is.", schema: Schema.id),
    QueryParameter(
      name: "title", meaning: "The title; of the name where left out.", schema: Schema.search),
    QueryParameter(name: "number", meaning: "Number of the document.", schema: Schema.search),
    QueryParameter(name: "issuedOn", meaning: "Date of the document.", schema: Schema.date),
    QueryParameter(name: "issuer", meaning: "Who issued it.", schema: Schema.search),
    QueryParameter(name: "effectiveFrom", meaning: "First day in force.", schema: Schema.date),
    QueryParameter(name: "effectiveTo", meaning: "Last day in force.", schema: Schema.date),
    QueryParameter(name: "remark", meaning: "Remark for the duty.", schema: Schema.search),
  ]

  @Sendable
  private static func list(_ call: Call) async throws -> Listed<EvidenceFact> {
    let limit = try call.limit()
    let question = EvidenceQuestion(
      unit: try call.asked("unit", of: Unit.self), duty: try call.asked("duty", of: Duty.self),
      words: call.query["search"] ?? "")
    let place = try call.place { text in
      text.hasSuffix("~") ? ID<Evidence>(text.dropLast()) : nil
    }
    return try await call.read { db, act in
      let page = try Evidence.list(question, after: place, limit: limit, db, act)
      return Listed(
        items: page.lines.map(EvidenceFact.init), next: page.next.map { $0.text + "~" })
    }
  }

  /// The file first, then the row that speaks of it.
  @Sendable
  private static func upload(_ call: Call) async throws -> String {
    let (duty, unit) = (
      try call.asked("duty", of: Duty.self), try call.asked("unit", of: Unit.self)
    )
    guard (duty == nil) != (unit == nil) else {
      throw Refusal.invalid([Problem("duty", "Nêu việc (duty) hoặc đơn vị (unit), một trong hai.")])
    }
    var form = Form(call.query)
    _ = EvidenceFields.read(&form)
    try form.checked()
    guard let file = call.files.first else {
      throw Refusal.invalid([Problem("file", "Chọn tệp minh chứng.")])
    }
    let kept = try await call.site.intake.take(
      file.path, file.sum, name: FileName.shown(call.query["name"] ?? ""), field: "name")
    let facts = EvidenceFields.read(&form, title: kept.title)
    let remark = form.text("remark") ?? ""
    let reply = try await call.change { db, act in
      do {
        if let duty {
          return path(try Evidence.add(facts, kept, to: duty, remark: remark, db, act))
        }
        return path(try Evidence.add(facts, kept, of: unit ?? act.newID(), db, act))
      } catch Refusal.notFound {
        throw Refusal.invalid([
          Problem(duty == nil ? "unit" : "duty", "Không có mục này trong phạm vi của bạn.")
        ])
      }
    }
    return reply.headers[.location] ?? ""
  }

  private static func path(_ id: ID<Evidence>) -> String { API.root + "/evidence/\(id)" }
}

/// A piece of evidence as the API shows it.
struct EvidenceFact: Encodable, Sendable {
  let id: String
  let unit: String
  let title: String
  let number: String?
  let issuedOn: String?
  let issuer: String?
  let effectiveFrom: String?
  let effectiveTo: String?
  let file: File
  let version: Int

  struct File: Encodable, Sendable {
    let position: Int
    let name: String
    let mediaType: String
    let size: Int64
    let sha256: String
  }

  init(_ line: EvidenceLine) {
    id = line.id.text
    unit = line.unit.text
    title = line.facts.title
    number = line.facts.number.isEmpty ? nil : line.facts.number
    issuedOn = line.facts.issuedOn?.iso
    issuer = line.facts.issuer.isEmpty ? nil : line.facts.issuer
    effectiveFrom = line.facts.effectiveFrom?.iso
    effectiveTo = line.facts.effectiveTo?.iso
    let kept = line.file.file
    file = File(
      position: line.file.position, name: kept.name, mediaType: kept.kind.media,
      size: kept.sum.size, sha256: kept.sum.sha256)
    version = line.version
  }
}

private struct EvidenceLinkSent: Decodable, Sendable {
  let evidence: String
  let remark: String?
}

private struct EvidenceRemovalSent: Decodable, Sendable {
  let reason: String?
}

extension Schema {
  static let evidence = object(
    [
      "id": id, "unit": id, "title": text, "number": text, "issuedOn": date, "issuer": text,
      "effectiveFrom": date, "effectiveTo": date, "version": count,
      "file": object(
        ["position": count, "name": text, "mediaType": text, "size": count, "sha256": text],
        ["position", "name", "mediaType", "size", "sha256"]),
    ], ["id", "unit", "title", "file", "version"])

  static let evidenceLink = object(["evidence": id, "remark": text], ["evidence"])
  static let evidenceRemoval = object(["reason": text], [])
}
