internal import FoundationEssentials
internal import Records
internal import Rules
internal import Store

/// What programs do to duties.
enum DutyActsAPI {
  static let endpoints: [Endpoint] = [
    post("report", "reportDuty", "Says that the unit has done it.", .dutyReport) {
      try Duties.report(
        $0, $1.words ?? "", figures: $1.figures?.map(\.figure) ?? [], seen: $1.version, $2, $3)
    },
    post(
      "report-withdrawal", "takeDutyReportBack", "Takes a report back that nobody has answered.",
      .dutySeen
    ) { try Duties.takeBack($0, seen: $1.version, $2, $3) },
    post("acceptance", "acceptDuty", "Finds a reported duty done.", .dutyAnswer) {
      try Duties.accept($0, $1.words ?? "", seen: $1.version, $2, $3)
    },
    post("return", "returnDuty", "Sends a report back.", .dutyWords) {
      try Duties.sendBack($0, $1.words ?? "", seen: $1.version, $2, $3)
    },
    post("reopening", "reopenDuty", "Makes an accepted duty owed again.", .dutyWords) {
      try Duties.reopen($0, $1.words ?? "", seen: $1.version, $2, $3)
    },
    post("extension", "askDutyExtension", "Asks for more time.", .dutyExtension) {
      guard let due = try $1.day else {
        throw Refusal.invalid([Problem("due", "Nhập ngày xin gia hạn đến.")])
      }
      try Duties.askExtension($0, to: due, $1.words ?? "", seen: $1.version, $2, $3)
    },
    post(
      "extension-decision", "decideDutyExtension",
      "Grants more time until `due`; without it refuses the request.", .dutyDecision
    ) {
      try Duties.decideExtension(
        $0, grant: try $1.day, $1.words ?? "", seen: $1.version, $2, $3)
    },
    .post(
      "/duties", .may(.giveDuties), "giveDuties",
      "Gives units something to do outside any plan; the address is that of the first duty.",
      .directiveDraft
    ) { (_, sent: DirectiveSent, db, act) in
      let duties = try Directives.give(try sent.draft, db, act)
      return API.root + "/duties" + (duties.first.map { "/\($0)" } ?? "")
    },
    .get(
      "/duties/{duty}/steps", .may(.viewDuties), "listDutySteps", "What happened to a duty.",
      .dutyStepList
    ) { call in
      let id = try call.id("duty", of: Duty.self)
      return try await call.read { db, act in
        Listed(items: try DutySteps.list(of: id, db, act).map(DutyStepFact.init))
      }
    },
  ]

  /// Whoever reports may also answer: to a lead report the units that coordinate with it.
  private static func post(
    _ noun: String, _ name: String, _ summary: String, _ schema: Schema.Named,
    _ work: @escaping @Sendable (ID<Duty>, DutySaid, any Writer, Act) throws -> Void
  ) -> Endpoint {
    .post("/duties/{duty}/" + noun, .may(.reportDuties), name, summary, schema) {
      (call, sent: DutySaid, db, act) in
      let id = try call.id("duty", of: Duty.self)
      try work(id, sent, db, act)
      return API.root + "/duties/\(id)"
    }
  }
}

/// What a program says of a duty.
struct DutySaid: Decodable, Sendable {
  let words: String?
  let due: String?
  let figures: [FigureSaid]?
  let version: Int

  struct FigureSaid: Codable, Sendable {
    let label: String
    let value: Double
    let measure: String?

    var figure: DutyFigure { DutyFigure(label: label, value: value, measure: measure ?? "") }
  }

  var day: CivilDate? {
    get throws { try due.map { try Sent.day($0, "due") } }
  }
}

/// How values come from programs.
private enum Sent {
  static func day(_ text: String, _ field: String) throws -> CivilDate {
    if let day = CivilDate(iso: text) { return day }
    throw Refusal.invalid([Problem(field, "Phải là ngày dạng 2025-06-30.")])
  }

  static func unit(_ text: String, _ field: String) throws -> ID<Unit> {
    if let unit = ID<Unit>(text) { return unit }
    throw Refusal.invalid([Problem(field, "Không phải là mã định danh.")])
  }
}

private struct DirectiveSent: Decodable, Sendable {
  let giver: String
  let number: String?
  let givenOn: String
  let givenBy: String?
  let text: String
  let product: String?
  let due: String
  let units: [Share]

  struct Share: Decodable, Sendable {
    let unit: String
    let role: String?
  }

  var draft: DirectiveDraft {
    get throws {
      let shares = try units.map { share in
        guard let role = DutyRole(rawValue: share.role ?? DutyRole.executing.rawValue) else {
          throw Refusal.invalid([Problem("units", "Không có giá trị này trong danh sách.")])
        }
        return TaskShare(
          role: role, words: "", who: .unit(try Sent.unit(share.unit, "units")), isSure: true)
      }
      return DirectiveDraft(
        giver: try Sent.unit(giver, "giver"), number: number ?? "",
        givenOn: try Sent.day(givenOn, "givenOn"), givenBy: givenBy ?? "", text: text,
        product: product ?? "", due: try Sent.day(due, "due"), shares: shares)
    }
  }
}

/// One step as the API shows it.
struct DutyStepFact: Encodable, Sendable {
  let id: String
  let at: String
  let who: String
  let kind: String
  let words: String
  let due: String?
  let figures: [DutySaid.FigureSaid]

  init(_ step: DutyStep) {
    id = step.id.text
    at = Date(timeIntervalSince1970: Double(step.at.milliseconds / 1_000)).ISO8601Format()
    who = step.who
    kind = step.kind
    words = step.words
    due = step.due?.iso
    figures = step.figures.map {
      DutySaid.FigureSaid(label: $0.label, value: $0.value, measure: $0.measure)
    }
  }
}

extension Schema {
  private static let figures: JSON = [
    "type": "array", "maxItems": 10,
    "items": object(["label": filled, "value": number, "measure": text], ["label", "value"]),
  ]

  static let dutyReport = object(
    ["words": filled, "figures": figures, "version": version], ["words", "version"])
  static let dutyAnswer = object(["words": text, "version": version], ["version"])
  static let dutyWords = object(["words": filled, "version": version], ["words", "version"])
  static let dutySeen = object(["version": version], ["version"])
  static let dutyExtension = object(
    ["due": date, "words": filled, "version": version], ["due", "words", "version"])
  static let dutyDecision = object(["due": date, "words": text, "version": version], ["version"])

  static let dutyStep = object(
    [
      "id": id, "at": moment, "who": text, "kind": text, "words": text, "due": date,
      "figures": figures,
    ], ["id", "at", "who", "kind", "words", "figures"])

  static let directiveDraft = object(
    [
      "giver": id, "number": text, "givenOn": date, "givenBy": text, "text": filled,
      "product": text, "due": date,
      "units": [
        "type": "array", "minItems": 1,
        "items": object(
          ["unit": id, "role": choice(DutyRole.allCases.map(\.rawValue))], ["unit"]),
      ],
    ], ["giver", "givenOn", "text", "due", "units"])
}
