internal import Records
internal import Rules
internal import Store

/// Plans for programs.
enum PlansAPI {
  static let endpoints: [Endpoint] = [
    .get(
      "/plans", .may(.viewPlans), "listPlans", "Plans, the newest first.",
      query: [
        QueryParameter(name: "year", meaning: "The plan's year.", schema: Schema.count),
        QueryParameter(
          name: "stage", meaning: "Where they stand.",
          schema: Schema.choice(OfficePlan.Stage.allCases.map(\.rawValue))),
        QueryParameter(name: "after", meaning: "`next` of the page before.", schema: Schema.id),
        .limit,
      ], .planList, list),
    .get("/plans/{plan}", .may(.viewPlans), "getPlan", "One plan.", .plan) { call in
      let id = try call.id("plan", of: OfficePlan.self)
      return try await call.read { db, act in PlanFact(try Plans.find(id, db, act)) }
    },
    .get(
      "/plans/{plan}/tasks", .may(.viewPlans), "listPlanTasks",
      "The tasks of a plan in their order, without those that amendments took out.", .planTaskList
    ) { call in
      let id = try call.id("plan", of: OfficePlan.self)
      return try await call.read { db, act in
        let plan = try Plans.find(id, db, act)
        let tasks = try PlanTasks.list(of: id, db, act).filter { $0.droppedBy == nil }
        return Listed(items: tasks.map { PlanTaskFact($0, plan) })
      }
    },
    .get(
      "/plans/{plan}/targets", .may(.viewPlans), "listPlanTargets",
      "The targets of a plan with the numbers of the units that one may see.", .planTargetList
    ) { call in
      let id = try call.id("plan", of: OfficePlan.self)
      return try await call.read { db, act in
        let stands = try PlanTargets.stands(of: id, db, act)
        let lines = Dictionary(
          stands.map { ($0.target.id, $0) }, uniquingKeysWith: { first, _ in first })
        let targets = try PlanTargets.list(of: id, db, act).filter { $0.droppedBy == nil }
        return Listed(items: targets.map { PlanTargetFact($0, lines[$0.id]) })
      }
    },
    .post(
      "/plans/{plan}/publication", .may(.publishPlans), "publishPlan",
      "Publishes a draft: every unit gets its duties. Refused with all that keeps it back.",
      .planPublication
    ) { (call, sent: PlanPublicationSent, db, act) in
      let id = try call.id("plan", of: OfficePlan.self)
      try Plans.publish(id, seen: sent.version, db, act)
      return API.root + "/plans/\(id)"
    },
  ]

  @Sendable
  private static func list(_ call: Call) async throws -> Listed<PlanFact> {
    let limit = try call.limit()
    let after = try call.asked("after", of: OfficePlan.self)
    let year = try call.query["year"].map { text in
      guard let year = Int(text) else {
        throw Refusal.invalid([
          Problem("year", "Nhập năm của kế hoạch bằng bốn chữ số, ví dụ 2026.")
        ])
      }
      return year
    }
    let stage = try call.choice("stage", of: OfficePlan.Stage.self)
    return try await call.read { db, act in
      let found = try Plans.list(
        year: year, stage: stage, after: after, limit: limit + 1, db, act)
      return Listed(
        items: found.prefix(limit).map { PlanFact($0) },
        next: found.count > limit ? found[limit - 1].id.text : nil)
    }
  }
}

/// A plan as the API shows it.
struct PlanFact: Encodable, Sendable {
  let id: String
  let unit: String
  /// The plan that this one changes, or was made from.
  let amends: String?
  let copiedFrom: String?
  let stage: String
  let kind: String
  let title: String
  let number: String?
  let signedOn: String?
  let year: Int
  let publishedOn: String?
  let version: Int

  init(_ plan: OfficePlan) {
    id = plan.id.text
    unit = plan.unit.text
    amends = plan.amends?.text
    copiedFrom = plan.copiedFrom?.text
    stage = plan.stage.rawValue
    kind = plan.facts.kind
    title = plan.facts.title
    number = plan.facts.reference
    signedOn = plan.facts.signedOn?.iso
    year = plan.facts.year
    publishedOn = plan.publishedOn?.iso
    version = plan.version
  }
}

/// A task as the API shows it.
struct PlanTaskFact: Encodable, Sendable {
  let id: String
  let position: Int
  let kind: String
  let text: String
  let deadline: String
  let dueDays: [String]
  let isContinuous: Bool
  let product: String
  let evidence: String
  let funding: String
  let estimate: Int?
  let shares: [Share]
  let version: Int

  struct Share: Encodable, Sendable {
    let role: String
    let words: String
    let unit: String?
    let group: String?
    let isSure: Bool
  }

  init(_ task: PlanTask, _ plan: OfficePlan) {
    let facts = task.facts
    id = task.id.text
    position = task.position
    kind = facts.kind.rawValue
    text = facts.text
    deadline = facts.deadline.words
    dueDays = Plans.days(task, plan).map(\.iso)
    isContinuous = facts.deadline.isContinuous
    product = facts.product
    evidence = facts.evidence
    funding = facts.funding
    estimate = facts.estimate
    shares = task.shares.map { share in
      let (unit, group) = PlanTargetFact.who(share.who)
      return Share(
        role: share.role.rawValue, words: share.words, unit: unit, group: group,
        isSure: share.isSure)
    }
    version = task.version
  }
}

/// A target as the API shows it, with its numbers once its plan is published.
struct PlanTargetFact: Encodable, Sendable {
  let id: String
  let text: String
  let comparator: String
  let value: Double
  let measure: String
  let indicator: String
  let every: String
  let unit: String?
  let group: String?
  let values: [Value]
  let version: Int

  struct Value: Encodable, Sendable {
    let unit: String
    let period: String
    let value: Double
    let isMet: Bool
  }

  init(_ target: PlanTarget, _ stand: TargetStand?) {
    let facts = target.facts
    id = target.id.text
    text = facts.text
    comparator = facts.comparator.rawValue
    value = facts.value
    measure = facts.measure
    indicator = facts.indicator
    every = facts.every.rawValue
    (unit, group) = PlanTargetFact.who(facts.holder)
    values = (stand?.lines ?? []).flatMap { line in
      line.values.values.sorted { $0.period < $1.period }.compactMap { found in
        found.value.map {
          Value(
            unit: line.unit.text, period: found.period.key, value: $0, isMet: facts.isMet(by: $0))
        }
      }
    }
    version = target.version
  }

  static func who(_ who: TaskShare.Who) -> (unit: String?, group: String?) {
    switch who {
    case .unit(let id): (id.text, nil)
    case .group(let group): (nil, group.rawValue)
    case .outside, .unknown: (nil, nil)
    }
  }
}

/// What a program sends to publish a plan.
struct PlanPublicationSent: Decodable, Sendable {
  let version: Int
}

extension Schema {
  static let plan = object(
    [
      "id": id, "unit": id, "amends": id, "copiedFrom": id,
      "stage": choice(OfficePlan.Stage.allCases.map(\.rawValue)), "kind": text, "title": text,
      "number": text, "signedOn": date, "year": count, "publishedOn": date, "version": count,
    ], ["id", "unit", "stage", "kind", "title", "year", "version"])

  static let planTask = object(
    [
      "id": id, "position": count, "kind": choice(PlanTask.Kind.allCases.map(\.rawValue)),
      "text": text, "deadline": text, "dueDays": ["type": "array", "items": date],
      "isContinuous": flag, "product": text, "evidence": text, "funding": text, "estimate": count,
      "shares": [
        "type": "array",
        "items": object(
          [
            "role": choice(DutyRole.allCases.map(\.rawValue)), "words": text, "unit": id,
            "group": choice(UnitGroup.allCases.map(\.rawValue)), "isSure": flag,
          ], ["role", "words", "isSure"]),
      ], "version": count,
    ],
    [
      "id", "position", "kind", "text", "deadline", "dueDays", "isContinuous", "shares", "version",
    ])

  static let planTarget = object(
    [
      "id": id, "text": text, "comparator": choice(["=", ">=", ">", "<=", "<"]), "value": number,
      "measure": text, "indicator": text,
      "every": choice(IndicatorPeriod.Every.allCases.map(\.rawValue)), "unit": id,
      "group": choice(UnitGroup.allCases.map(\.rawValue)),
      "values": [
        "type": "array",
        "items": object(
          ["unit": id, "period": text, "value": number, "isMet": flag],
          ["unit", "period", "value", "isMet"]),
      ], "version": count,
    ], ["id", "text", "comparator", "value", "measure", "indicator", "every", "values", "version"])

  static let number: JSON = ["type": "number"]
  static let planPublication = object(["version": version], ["version"])
}
