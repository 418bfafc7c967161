internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Adding evidence: a new piece for a duty or for a unit, or one that the unit has already.
enum EvidenceAdding {
  static let routes: [Route] = [
    .get("/duties/{duty}/evidence", .may(.reportDuties)) { call in
      try call.page(try await page(call, []))
    },
    .post("/duties/{duty}/evidence", .may(.reportDuties), body: .upload) { call in
      let duty = try await duty(call)
      return try await call.submit(orShow: { try await page(call, $0) }) {
        try await take(call, DutyPath.duty(duty.id) + "?notice=evidenceAdded#evidence") {
          facts, file, db, act in
          try Evidence.add(
            facts, file, to: duty.id, remark: call.form.text("remark") ?? "", db, act)
        }
      }
    },
    .post("/duties/{duty}/evidence/links", .may(.reportDuties)) { call in
      let duty = try await duty(call)
      return try await call.submit(orShow: { try await page(call, $0) }) {
        try await call.change { db, act in
          try link(call, duty.id, db, act)
          return DutyPath.duty(duty.id) + "?notice=evidenceAdded#evidence"
        }
      }
    },
    .get(EvidencePath.new, .may(.reportDuties)) { call in
      try call.page(try await newPage(call, []))
    },
    .post(EvidencePath.new, .may(.reportDuties), body: .upload) { call in
      try await call.submit(orShow: { try await newPage(call, $0) }) {
        let unit = try await unit(call)
        return try await take(call, EvidencePath.all + "?notice=evidenceAdded") {
          facts, file, db, act in try Evidence.add(facts, file, of: unit, db, act)
        }
      }
    },
  ]

  /// Keeps the file first; the row that speaks of it comes after.
  private static func take(
    _ call: Call, _ path: String,
    _ add: @escaping @Sendable (EvidenceFacts, KeptFile, any Writer, Act) throws -> ID<Evidence>
  ) async throws -> Reply {
    var form = call.form
    let isMissing = !call.files.contains { $0.field == "file" }
    if isMissing { form.refuse("file", "Chọn tệp minh chứng.") }
    _ = EvidenceFields.read(&form)
    try form.checked()
    guard let file = try await call.kept("file").first else { throw Refusal.notFound }
    let facts = EvidenceFields.read(&form, title: file.title)
    return try await call.change { db, act in
      _ = try add(facts, file, db, act)
      return path
    }
  }

  private static func link(
    _ call: Call, _ duty: ID<Duty>, _ db: any Writer, _ act: Act
  ) throws {
    let picked = call.form.fields.all("evidence").compactMap { ID<Evidence>($0) }
    guard !picked.isEmpty else {
      throw Refusal.invalid([Problem("evidence", "Đánh dấu ít nhất một minh chứng đã có.")])
    }
    for id in picked { try Evidence.link(id, to: duty, db, act) }
  }

  private static func duty(_ call: Call) async throws -> DutyLine {
    let id = try call.id("duty", of: Duty.self)
    return try await call.read { db, act in
      let duty = try Duties.find(id, db, act)
      try Rights.demand(.reportDuties, on: duty.unit, db, act)
      return duty
    }
  }

  private static func page(_ call: Call, _ problems: [Problem]) async throws -> EvidenceAddPage {
    let duty = try await duty(call)
    let words = call.query["q"] ?? ""
    let (known, page) = try await call.read { db, act in
      (
        Set(try Evidence.of(duty.id, db, act).map(\.line.id)),
        try Evidence.list(
          EvidenceQuestion(unit: duty.unit, withUnder: false, words: words), limit: 20, db, act)
      )
    }
    return EvidenceAddPage(duty, page.lines.filter { !known.contains($0.id) }, problems, call)
  }

  private static func newPage(_ call: Call, _ problems: [Problem]) async throws -> EditPage {
    let (own, candidates) = try await call.read { db, act in
      (
        try NewPersonForm.subject(call, db, act).own,
        try UnitPick.candidates("unit", call.form, on: act.today, db, act)
      )
    }
    let filling =
      call.method == .post
      ? Filling(call.form.fields, problems, call.language)
      : Filling(["unit": own?.fullName], call.language)
    return EditPage(
      title: call.text("evidence.add"), lead: call.text("evidence.add.lead"),
      trail: EvidenceTrail.top(call), action: EvidencePath.new,
      rows: [.one(EvidenceFields.file(filling, call))] + EvidenceFields.rows(filling, call)
        + filling.unit("unit", candidates).map { .one($0) },
      submit: call.text("evidence.add.go"), isUpload: true, cancel: EvidencePath.all)
  }

  private static func unit(_ call: Call) async throws -> ID<Unit> {
    try await call.read { db, act in
      let own = try NewPersonForm.subject(call, db, act).own
      let unit = try UnitPick.resolve(
        "unit", call.form, known: own.map { [$0] } ?? [], on: act.today, db, act)
      guard let unit else {
        throw Refusal.invalid([Problem("unit", "Nhập đơn vị có minh chứng này.")])
      }
      return unit
    }
  }
}

/// A new piece for a duty, and beside it those that the unit has already.
struct EvidenceAddPage: Page {
  static let template = "evidence-add"
  let title: String
  let lead: String
  let trail: [Crumb]
  let action: String
  let rows: [EditPage.FieldRow]
  let cancel: String
  /// Where the search among what there is goes.
  let path: String
  let linkAction: String
  let search: Field
  let picks: [Pick]
  let hasPicks: Bool
  let none: String?

  struct Pick: Encodable, Sendable {
    /// The first bears the name of the field, so that a problem's link leads to it.
    let id: String
    let value: String
    let text: String
    let note: String
  }

  static let sample = EvidenceAddPage(
    title: "Thêm minh chứng", lead: "Rà soát thủ tục",
    trail: [Crumb(href: "/duties", text: "Việc")], action: "/duties/01/evidence",
    rows: EditPage.sample.rows, cancel: "/duties/01", path: "/duties/01/evidence",
    linkAction: "/duties/01/evidence/links", search: .sample,
    picks: [Pick(id: "evidence", value: "01", text: "Báo cáo", note: "12/BC-UBND")],
    hasPicks: true, none: "Chưa có.")
}

extension EvidenceAddPage {
  init(_ duty: DutyLine, _ lines: [EvidenceLine], _ problems: [Problem], _ call: Call) {
    let filling = Filling(call.form.fields, problems, call.language)
    title = call.text("evidence.add")
    lead = DutyWords.short(duty.title)
    trail = EvidenceTrail.to(duty, call)
    action = EvidencePath.adding(to: duty.id)
    rows =
      [.one(EvidenceFields.file(filling, call))] + EvidenceFields.rows(filling, call) + [
        .one(filling.line("remark", optional: true).said(call.text("evidence.field.remark")))
      ]
    cancel = DutyPath.duty(duty.id)
    path = EvidencePath.adding(to: duty.id)
    linkAction = EvidencePath.linking(to: duty.id)
    search = call.filter("q")
    picks = lines.enumerated().map { index, line in
      Pick(
        id: index == 0 ? "evidence" : "evidence-\(index + 1)", value: line.id.text,
        text: line.facts.title, note: EvidenceWords.note(line, call.language))
    }
    hasPicks = !picks.isEmpty
    none =
      picks.isEmpty
      ? call.text(search.value.isEmpty ? "evidence.pick.none" : "evidence.pick.notFound") : nil
  }
}
