internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Duties of units that have ended, which nobody has taken over: who owes them now?
struct UnclaimedPage: Page {
  static let template = "unclaimed"
  let title: String
  let trail: [Crumb]
  let rows: [Row]
  let none: EmptyCard?
  let unit: UnitQuestion
  let words: Field

  struct Row: Encodable, Sendable {
    let id: String
    let value: String
    let isChosen: Bool
    let href: String
    let title: String
    let unit: String
    /// "kết thúc ngày 30/06/2025; kế thừa: Phường Hòa Lộc, Xã Quảng Điền"
    let ended: String
    let date: String
    let due: String
  }

  static let sample = UnclaimedPage(
    title: "Việc chờ đơn vị tiếp nhận", trail: [Crumb(href: "/duties", text: "Việc được giao")],
    rows: [
      Row(
        id: "duty", value: "01", isChosen: true, href: "/duties/01",
        title: "Rà soát thủ tục hành chính", unit: "Thị trấn Sịa",
        ended: "kết thúc ngày 30/06/2025", date: "2026-12-31", due: "31/12/2026")
    ], none: .sample, unit: .sample, words: .sample)

  static let routes: [Route] = [
    .get(DutyPath.unclaimed, .may(.giveDuties)) { try await show([], .ok, $0) },
    .post(DutyPath.unclaimed, .may(.giveDuties)) { call in
      do {
        let ids = call.form.fields.all("duty").compactMap { ID<Duty>($0) }
        let words = call.form.text("words") ?? ""
        return try await call.change { db, act in
          guard call.form.fields["decision"] == "pass" else {
            try DutyPasses.drop(ids, words, db, act)
            return DutyPath.unclaimed + "?notice=dutiesDropped"
          }
          guard let unit = try NamedUnit.find("unit", call.form.fields, db, act).checked() else {
            throw Refusal.invalid([Problem("unit", "Nhập đơn vị tiếp nhận.")])
          }
          try DutyPasses.assign(ids, to: unit, words, db, act)
          return DutyPath.unclaimed + "?notice=dutiesPassed"
        }
      } catch Refusal.invalid(let problems) {
        return try await show(problems, .unprocessableContent, call)
      } catch Refusal.conflict(let sentence) {
        return try await show([Problem("", sentence)], .conflict, call)
      }
    },
  ]

  private static func show(
    _ problems: [Problem], _ status: HTTPResponse.Status, _ call: Call
  ) async throws -> Reply {
    let waiting = try await call.read { db, act in try DutyPasses.waiting(db, act) }
    let unit = try await call.unitQuestion(
      "unit", label: "unclaimed.unit", hint: "unclaimed.unit.hint", problems)
    let page = UnclaimedPage(waiting, unit, problems, call)
    let shown: Set = ["unit", "unitPick", "words", page.rows.isEmpty ? "" : "duty"]
    return try call.page(
      page, status: status,
      problems: problems.map { shown.contains($0.field) ? $0 : Problem("", $0.text) })
  }
}

extension UnclaimedPage {
  init(
    _ waiting: [DutyPasses.Waiting], _ unit: UnitQuestion, _ problems: [Problem], _ call: Call
  ) {
    let language = call.language
    title = language.text("unclaimed.title")
    trail = [Crumb(href: DutyPath.all, text: language.text("duties.title"))]
    let chosen = Set(call.form.fields.all("duty"))
    rows = waiting.enumerated().map { index, line in
      let day = line.endedOn.vietnamese
      return Row(
        id: index == 0 ? "duty" : "duty-\(index + 1)", value: line.duty.id.text,
        isChosen: chosen.contains(line.duty.id.text), href: DutyPath.duty(line.duty.id),
        title: DutyWords.short(line.duty.title), unit: line.unitName,
        ended: line.successors.isEmpty
          ? language.text("unclaimed.ended", day)
          : language.text(
            "unclaimed.endedInto", day, line.successors.joined(separator: ", ")),
        date: line.duty.due.iso, due: line.duty.due.vietnamese)
    }
    none =
      rows.isEmpty
      ? EmptyCard(
        title: language.text("unclaimed.none"), text: language.text("unclaimed.noneHint"),
        action: Link(href: DutyPath.all, text: language.text("duties.title"))) : nil
    self.unit = unit
    words = call.field("words", nil, problems, hasHint: true)
  }
}
