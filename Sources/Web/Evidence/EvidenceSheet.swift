internal import Records
internal import Rules
internal import Store

/// All that the page of a piece shows, read at one moment.
struct EvidenceFound: Sendable {
  let line: EvidenceLine
  let unitName: String
  let seesUnit: Bool
  let files: [EvidenceFile]
  let proofs: [EvidenceProof]
  /// Duties that it proves and the visitor does not see.
  let otherProofs: Int
  let same: [EvidenceLine]
  let mayChange: Bool
  /// Nil for those who do not read the log.
  let log: [AuditLine]?

  init(_ id: ID<Evidence>, _ db: any Reader, _ act: Act) throws {
    line = try Evidence.find(id, db, act)
    unitName = try Units.names(of: [(line.unit, act.today)], db)[line.unit] ?? "–"
    seesUnit = try Rights.allows(.viewUnits, on: line.unit, db, act)
    files = try Evidence.files(of: id, db, act)
    (proofs, otherProofs) = try Evidence.proofs(of: id, db, act)
    same = try Evidence.sameFile(as: line, db, act)
    mayChange = try Evidence.mayChange(line, db, act)
    log =
      try Rights.allows(.readAudit, on: line.unit, db, act)
      ? try Audit.recent(of: .evidence(id), limit: 8, db) : nil
  }
}

/// One piece of evidence: what it is, its versions, what it proves.
struct EvidenceSheet: Page {
  static let template = "evidence"
  let title: String
  let trail: [Crumb]
  let lead: String
  let force: StateMark?
  let download: String
  let changePath: String?
  let newFilePath: String?
  let preview: Preview?
  let facts: [DutySheet.Fact]
  let proofs: [Proof]
  let noProofs: String?
  let otherProofs: String?
  let files: [File]
  let same: Same?
  let log: Log?

  struct Preview: Encodable, Sendable {
    let picture: String
    let alt: String
    /// "Trang 2 trên 12"; nil for a picture.
    let page: String?
    let previous: String?
    let next: String?
  }

  struct Proof: Encodable, Sendable {
    let href: String
    let title: String
    let note: String
    let remark: String?
    let stage: StateMark
  }

  struct File: Encodable, Sendable {
    let href: String
    let name: String
    let note: String
    let date: String
    let at: String
    let who: String
    let sum: String
    let now: Bool
  }

  struct Same: Encodable, Sendable {
    let list: [Link]
  }

  struct Log: Encodable, Sendable {
    let path: String
    let entries: [Entry]
  }

  struct Entry: Encodable, Sendable {
    let what: String
    let at: String
    let who: String
  }

  static let sample = EvidenceSheet(
    title: "Báo cáo rà soát", trail: [Crumb(href: "/evidence", text: "Minh chứng")],
    lead: "PDF, 120 KB", force: .sample, download: "/evidence/01/files/1",
    changePath: "/evidence/01/change", newFilePath: "/evidence/01/files/new",
    preview: Preview(
      picture: "/evidence/01/files/1/picture", alt: "Trang 1", page: "Trang 1 trên 2",
      previous: "/evidence/01", next: "/evidence/01?page=2"),
    facts: [DutySheet.Fact(name: "Đơn vị", href: "/units/01", lines: ["Xã Phú Lộc"])],
    proofs: [
      Proof(
        href: "/duties/01", title: "Rà soát", note: "Xã Phú Lộc", remark: "Trang 3",
        stage: .sample)
    ], noProofs: "Chưa dùng.", otherProofs: "Và 2 việc khác.",
    files: [
      File(
        href: "/evidence/01/files/1", name: "bao-cao.pdf", note: "PDF, 120 KB",
        date: "2026-11-20", at: "20/11/2026", who: "H'Thảo Niê", sum: "ab12", now: true)
    ], same: Same(list: [Link(href: "/evidence/02", text: "Báo cáo")]),
    log: Log(
      path: "/audit", entries: [Entry(what: "Thêm", at: "20/11/2026", who: "H'Thảo Niê")]))
}

extension EvidenceSheet {
  /// `pages`: of the latest file, where it has some.
  init(_ found: EvidenceFound, _ pages: Int?, _ call: Call) {
    let (line, language) = (found.line, call.language)
    title = line.facts.title
    trail = EvidenceTrail.top(call)
    lead = EvidenceWords.file(line.file)
    force = EvidenceWords.force(line, on: call.act.today, language)
    download = EvidencePath.file(line.file.position, of: line.id)
    changePath = found.mayChange ? EvidencePath.change(line.id) : nil
    newFilePath = found.mayChange ? EvidencePath.newFile(line.id) : nil
    preview = EvidenceSheet.preview(line, pages, call)
    facts = EvidenceSheet.facts(found, language)
    proofs = found.proofs.map { proof in
      Proof(
        href: DutyPath.duty(proof.duty.id), title: DutyWords.short(proof.duty.title),
        note: proof.unitName + ", " + language.text("duty.dueOn", proof.duty.due.vietnamese),
        remark: proof.remark.isEmpty ? nil : proof.remark,
        stage: DutyWords.stage(proof.duty.stage, language))
    }
    noProofs =
      proofs.isEmpty && found.otherProofs == 0 ? language.text("evidence.proofs.none") : nil
    otherProofs =
      found.otherProofs > 0 ? language.text("evidence.proofs.others", found.otherProofs) : nil
    files = found.files.map { EvidenceSheet.file($0, now: $0.position == line.file.position) }
    same =
      found.same.isEmpty
      ? nil
      : Same(
        list: found.same.map { Link(href: EvidencePath.piece($0.id), text: $0.facts.title) })
    log = found.log.map { lines in
      Log(
        path: AuditPath.about(.evidence(line.id), unit: line.unit),
        entries: lines.map {
          Entry(
            what: language.text("audit.action." + $0.action),
            at: $0.at.date.vietnamese + " " + $0.at.clock, who: $0.actor)
        })
    }
  }

  private static func preview(_ line: EvidenceLine, _ pages: Int?, _ call: Call) -> Preview? {
    let (file, language) = (line.file, call.language)
    switch file.file.kind.preview {
    case nil: return nil
    case .picture:
      guard file.file.sum.size <= EvidenceDownload.largestPicture else { return nil }
      return Preview(
        picture: EvidencePath.picture(line.id, file.position), alt: line.facts.title, page: nil,
        previous: nil, next: nil)
    case .pages:
      guard let pages, pages > 0 else { return nil }
      let page = min(call.pageNumber, pages)
      func path(_ page: Int) -> String {
        EvidencePath.piece(line.id) + Fields.query([("page", String(page))]) + "#preview"
      }
      return Preview(
        picture: EvidencePath.picture(line.id, file.position, page: page),
        alt: language.text("evidence.page", page, pages),
        page: language.text("evidence.page", page, pages),
        previous: page > 1 ? path(page - 1) : nil, next: page < pages ? path(page + 1) : nil)
    }
  }

  private static func facts(_ found: EvidenceFound, _ language: Language) -> [DutySheet.Fact] {
    let facts = found.line.facts
    func fact(_ key: String, _ text: String?, _ href: String? = nil) -> DutySheet.Fact? {
      guard let text, !text.isEmpty else { return nil }
      return DutySheet.Fact(
        name: language.text("evidence.field." + key), href: href, lines: [text])
    }
    return [
      fact("unit", found.unitName, found.seesUnit ? OrganisationPath.unit(found.line.unit) : nil),
      fact("number", facts.number), fact("issuedOn", facts.issuedOn?.vietnamese),
      fact("issuer", facts.issuer), fact("effectiveFrom", facts.effectiveFrom?.vietnamese),
      fact("effectiveTo", facts.effectiveTo?.vietnamese),
      fact("addedOn", found.files.last.map { $0.at.date.vietnamese + ", " + $0.who }),
    ].compactMap(\.self)
  }

  private static func file(_ file: EvidenceFile, now: Bool) -> File {
    File(
      href: EvidencePath.file(file.position, of: file.evidence), name: file.file.name,
      note: EvidenceWords.file(file), date: file.at.date.iso, at: file.at.date.vietnamese,
      who: file.who + ", " + file.at.clock, sum: file.file.sum.sha256, now: now)
  }
}
