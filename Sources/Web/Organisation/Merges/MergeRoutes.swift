internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// What lists of mergers leave open: by province, one question per page, answers and taking them back.
enum MergeRoutes {
  static let routes: [Route] = [
    .get("/units/merges", .may(.decideMerges)) { call in
      let progress = try await call.read { db, act in try UnitMerge.progress(db, act) }
      return try call.page(MergesPage(progress, call))
    },
    .get("/units/merges/province", .may(.decideMerges), province),
    .get("/units/merges/{question}", .may(.decideMerges)) { call in
      let found = try await call.read { db, act in try MergeAnswer(call, db, act) }
      return try call.page(MergeQuestionPage(found, call, []))
    },
    .post("/units/merges/{question}", .may(.decideMerges), decide),
    .post("/units/merges/{question}/undo", .may(.decideMerges)) { call in
      let id = try call.id("question", of: SuccessionQuestion.self)
      return try await call.change { db, act in
        try UnitMerge.undo(id, seen: try call.form.version(), db, act)
        return OrganisationPath.question(id) + "?notice=undone"
      }
    },
  ]

  private static func province(_ call: Call) async throws -> Reply {
    let province = call.query["province"].flatMap { ID<Unit>($0) }
    let answered = call.query["answered"] == "1"
    let after = call.query["after"].flatMap { ID<SuccessionQuestion>($0) }
    let page = try await call.read { db, act in
      try UnitMerge.questions(in: province, answered: answered, after: after, db, act)
    }
    let name = try await call.read { db, act in
      try UnitMerge.progress(db, act).first { $0.province == province }?.fullName
    }
    return try call.page(
      MergeListPage(page, province, name, answered: answered, isFirst: after == nil, call))
  }

  private static func decide(_ call: Call) async throws -> Reply {
    do {
      return try await call.change { db, act in try carryOut(call, db, act) }
    } catch Refusal.invalid(let problems) {
      return try await again(call, problems, status: 422)
    } catch Refusal.conflict(let sentence) {
      return try await again(call, [Problem("", sentence)], status: 409)
    }
  }

  private static func again(
    _ call: Call, _ problems: [Problem], status: Int
  ) async throws -> Reply {
    let found = try await call.read { db, act in try MergeAnswer(call, db, act) }
    return try call.page(
      MergeQuestionPage(found, call, problems), status: .init(code: status), problems: problems)
  }

  private static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("question", of: SuccessionQuestion.self)
    let question = try UnitMerge.question(id, db, act)
    var form = call.form
    var chosen = form.fields.all("chosen").compactMap { ID<Unit>($0) }
    if let other = try form.resolveUnit("other", on: question.dayOfChoice, db, act) {
      chosen.append(other)
    }
    if form.fields.all("chosen").contains("none") {
      if !chosen.isEmpty {
        form.refuse("chosen", "Đã chọn “không đơn vị nào” thì không chọn đơn vị khác.")
      }
      if form.text("note") == nil { form.refuse("note", "Ghi lý do không đơn vị nào phù hợp.") }
    } else if chosen.isEmpty, form.problems.isEmpty {
      form.refuse("chosen", "Chọn đơn vị, hoặc chọn “không đơn vị nào” và ghi lý do.")
    }
    try form.checked()
    try UnitMerge.decide(
      id, chosen: chosen, note: form.text("note") ?? "", seen: try form.version(), db, act)
    let province = try UnitMerge.province(of: question, db)
    let next = try UnitMerge.questions(in: province?.id, answered: false, limit: 1, db, act)
    return next.questions.first.map { OrganisationPath.question($0.id) + "?notice=decided" }
      ?? OrganisationPath.merges + "?notice=decided"
  }
}

extension SuccessionQuestion {
  /// Candidates are units of the day before, or of the day itself.
  var dayOfChoice: CivilDate {
    topic == .predecessor ? effectiveOn.adding(days: -1) : effectiveOn
  }
}

/// One question and what its page shows beside it.
struct MergeAnswer: Sendable {
  let question: SuccessionQuestion
  let province: (id: ID<Unit>, fullName: String)?
  let open: Int
  let answered: Int
  /// Units that fit what was typed for another unit.
  let others: [UnitLine]

  init(_ call: Call, _ db: any Reader, _ act: Act) throws {
    let id = try call.id("question", of: SuccessionQuestion.self)
    let question = try UnitMerge.question(id, db, act)
    self.question = question
    let province = try UnitMerge.province(of: question, db)
    self.province = province
    let progress = try UnitMerge.progress(db, act).first { $0.province == province?.id }
    open = progress?.open ?? 0
    answered = progress?.answered ?? 0
    others = try UnitPick.candidates("other", call.form, on: question.dayOfChoice, db, act)
  }
}
