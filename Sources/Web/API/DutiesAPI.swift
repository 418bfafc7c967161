internal import Records
internal import Rules
internal import Store

/// Duties for programs.
enum DutiesAPI {
  static let endpoints: [Endpoint] =
    [
      .get(
        "/duties", .may(.viewDuties), "listDuties",
        "Duties in the order of their dates; without `stage` all that are still owed or were done.",
        query: [
          QueryParameter(name: "unit", meaning: "The unit that owes.", schema: Schema.id),
          QueryParameter(name: "plan", meaning: "The plan.", schema: Schema.id),
          QueryParameter(
            name: "source", meaning: "Only what leaders gave outside plans.",
            schema: Schema.choice(["directive"])),
          QueryParameter(
            name: "stage", meaning: "Where they stand.",
            schema: Schema.choice(DutyStage.allCases.map(\.rawValue))),
          QueryParameter(
            name: "due", meaning: "What is owed, by its last day.",
            schema: Schema.choice(DutyQuestion.Due.allCases.map(\.rawValue))), .after, .limit,
        ], .dutyList, list),
      .get("/duties/{duty}", .may(.viewDuties), "getDuty", "One duty.", .duty) { call in
        let id = try call.id("duty", of: Duty.self)
        return try await call.read { db, act in
          DutyFact(try Duties.find(id, db, act), on: act.today)
        }
      },
    ] + DutyActsAPI.endpoints

  @Sendable
  private static func list(_ call: Call) async throws -> Listed<DutyFact> {
    let limit = try call.limit()
    var question = DutyQuestion(
      unit: try call.asked("unit", of: Unit.self), withUnder: true,
      plan: try call.asked("plan", of: OfficePlan.self))
    question.stages = try call.choice("stage", of: DutyStage.self).map { [$0] } ?? []
    question.due = try call.choice("due", of: DutyQuestion.Due.self)
    if let source = call.query["source"] {
      guard source == "directive" else {
        throw Refusal.invalid([Problem("source", "Không có giá trị này trong danh sách.")])
      }
      question.isDirective = true
    }
    let place = try call.place(DutyPage.Place.init(typed:))
    return try await call.read { [question] db, act in
      let page = try Duties.list(question, after: place, limit: limit, db, act)
      return Listed(
        items: page.lines.map { DutyFact($0, on: act.today) }, next: page.next?.typed)
    }
  }
}

extension Call {
  /// A query's value as one of a closed list.
  func choice<Choice: RawRepresentable<String>>(
    _ name: String, of type: Choice.Type
  ) throws -> Choice? {
    guard let text = query[name] else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw Refusal.invalid([Problem(name, "Không có giá trị này trong danh sách.")])
    }
    return choice
  }
}

/// A duty as the API shows it.
struct DutyFact: Encodable, Sendable {
  let id: String
  let unit: String
  let givenBy: String
  let role: String
  let plan: String?
  let parent: String?
  /// Who answers what is reported.
  let answeredBy: String
  let directive: String?
  let title: String
  let product: String
  let evidence: String
  let openedOn: String
  let due: String
  let firstDue: String
  let isContinuous: Bool
  let stage: String
  let timing: String
  let reportedOn: String?
  let decidedOn: String?
  let version: Int

  init(_ duty: DutyLine, on day: CivilDate) {
    id = duty.id.text
    unit = duty.unit.text
    givenBy = duty.giver.text
    role = duty.role.rawValue
    plan = duty.plan?.text
    parent = duty.parent?.text
    answeredBy = duty.answering.text
    directive = duty.directive?.text
    title = duty.title
    product = duty.product
    evidence = duty.evidence
    openedOn = duty.openedOn.iso
    due = duty.due.iso
    firstDue = duty.firstDue.iso
    isContinuous = duty.isContinuous
    stage = duty.stage.rawValue
    timing = duty.timing(on: day).rawValue
    reportedOn = duty.reportedOn?.iso
    decidedOn = duty.decidedOn?.iso
    version = duty.version
  }
}

extension Schema {
  static let duty = object(
    [
      "id": id, "unit": id, "givenBy": id, "role": choice(DutyRole.allCases.map(\.rawValue)),
      "plan": id, "parent": id, "answeredBy": id, "directive": id, "title": text, "product": text,
      "evidence": text, "openedOn": date,
      "due": date, "firstDue": date, "isContinuous": flag,
      "stage": choice(DutyStage.allCases.map(\.rawValue)),
      "timing": choice(DutyTiming.allCases.map(\.rawValue)), "reportedOn": date,
      "decidedOn": date, "version": count,
    ],
    [
      "id", "unit", "givenBy", "role", "answeredBy", "title", "openedOn", "due", "firstDue",
      "isContinuous",
      "stage", "timing", "version",
    ])
}
