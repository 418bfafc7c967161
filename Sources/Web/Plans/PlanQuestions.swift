internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// A step that is asked about before it is taken.
struct PlanQuestionPage: Page {
  static let template = "plan-question"
  let title: String
  let lead: String
  let trail: [Crumb]
  let action: String
  let hidden: [EditPage.HiddenField]
  let facts: [Fact]
  let warning: String
  let submit: String
  let isDanger: Bool
  let back: String

  struct Fact: Encodable, Sendable {
    let name: String
    let value: String
  }

  static let sample = PlanQuestionPage(
    title: "Ban hành và giao việc", lead: "18/KH-UBND",
    trail: [Crumb(href: "/plans", text: "Kế hoạch")], action: "/plans/01/publication",
    hidden: [EditPage.HiddenField(name: "version", value: "1")],
    facts: [Fact(name: "Số việc được giao", value: "120")], warning: "Không hoàn tác được.",
    submit: "Ban hành", isDanger: true, back: "/plans/01")
}

/// Publishing a plan, dropping a draft, taking a task out: each with its question.
enum PlanQuestions {
  static let routes: [Route] = [
    .get("/plans/{plan}/publication", .may(.publishPlans)) { try await askPublication($0) },
    .post("/plans/{plan}/publication", .may(.publishPlans)) { try await publish($0) },
    .get("/plans/{plan}/removal", .may(.changePlans)) { try await askRemoval($0) },
    .post("/plans/{plan}/removal", .may(.changePlans)) { call in
      let id = try call.id("plan", of: OfficePlan.self)
      return try await call.change { db, act in
        try Plans.remove(id, seen: try call.form.version(), db, act)
        return PlanPath.all + "?notice=planRemoved"
      }
    },
    .post("/plans/{plan}/remarks", .may(.changePlans)) { call in
      let id = try call.id("plan", of: OfficePlan.self)
      return try await call.change { db, act in
        try Plans.see(remark: call.form.text("remark") ?? "", of: id, db, act)
        return PlanPath.plan(id) + "#concerns"
      }
    },
    .get("/plans/{plan}/targets/{target}/removal", .may(.changePlans)) { try await askTarget($0) },
    .post("/plans/{plan}/targets/{target}/removal", .may(.changePlans)) { call in
      let id = try call.id("target", of: PlanTarget.self)
      let plan = try call.id("plan", of: OfficePlan.self)
      return try await call.change { db, act in
        guard try PlanTargets.find(id, db, act).plan == plan else { throw Refusal.notFound }
        try PlanTargets.remove(id, seen: try call.form.version(), db, act)
        return PlanPath.plan(plan) + "?notice=targetRemoved"
      }
    },
    .get("/plans/{plan}/tasks/{task}/removal", .may(.changePlans)) { try await askTask($0) },
    .post("/plans/{plan}/tasks/{task}/removal", .may(.changePlans)) { call in
      let id = try call.id("task", of: PlanTask.self)
      let plan = try call.id("plan", of: OfficePlan.self)
      return try await call.change { db, act in
        guard try PlanTasks.find(id, db, act).plan == plan else { throw Refusal.notFound }
        try PlanTasks.remove(id, seen: try call.form.version(), db, act)
        return PlanPath.plan(plan) + "?notice=taskRemoved"
      }
    },
  ]

  /// A plan of which one may do something, and what publishing it would make.
  private static func plan(
    _ call: Call, _ permission: Permission
  ) async throws -> (plan: OfficePlan, made: Plans.Published) {
    let id = try call.id("plan", of: OfficePlan.self)
    return try await call.read { db, act in
      let plan = try Plans.find(id, db, act)
      try Rights.demand(permission, on: plan.unit, db, act)
      return (plan, try Plans.preview(id, db, act))
    }
  }

  private static func askPublication(_ call: Call) async throws -> Reply {
    let (plan, made) = try await plan(call, .publishPlans)
    guard plan.stage == .draft else { return .see(PlanPath.plan(plan.id)) }
    let obstacles = try await call.read { db, act in try Plans.obstacles(plan.id, db, act) }
    // What is missing stands on the plan's own page, each with its link.
    guard obstacles.isEmpty else { return .see(PlanPath.plan(plan.id) + "#concerns") }
    if plan.amends != nil { return try await AmendmentQuestion.ask(plan, call) }
    return try call.page(publication(plan, made, call))
  }

  private static func publication(
    _ plan: OfficePlan, _ made: Plans.Published, _ call: Call
  ) -> PlanQuestionPage {
    let language = call.language
    return PlanQuestionPage(
      title: language.text("plans.publish"),
      lead: language.reference(plan.facts) + " – " + plan.facts.title,
      trail: PlanTrail.to(plan, call), action: PlanPath.publication(plan.id),
      hidden: [
        EditPage.HiddenField(name: "version", value: "\(plan.version)"),
        EditPage.HiddenField(name: "made", value: print(made)),
      ],
      facts: [
        .init(name: language.text("plans.ask.duties"), value: language.number(made.duties)),
        .init(name: language.text("plans.ask.units"), value: language.number(made.units)),
        .init(name: language.text("plans.ask.day"), value: call.act.today.vietnamese),
      ], warning: language.text("plans.ask.publish"), submit: language.text("plans.publish"),
      isDanger: false, back: PlanPath.plan(plan.id))
  }

  /// What the question said would be made: publishing makes just that or nothing.
  private static func print(_ made: Plans.Published) -> String { "\(made.duties)-\(made.units)" }

  private static func publish(_ call: Call) async throws -> Reply {
    let id = try call.id("plan", of: OfficePlan.self)
    let seen = call.form.text("made")
    let plan = try await call.read { db, act in try Plans.find(id, db, act) }
    if plan.amends != nil { return try await AmendmentQuestion.publish(plan, call) }
    return try await call.change { db, act in
      let made = try Plans.publish(id, seen: try call.form.version(), db, act)
      guard print(made) == seen else {
        throw Refusal.conflict(
          "Nhiệm vụ hoặc đơn vị đã thay đổi sau khi bạn xem: bây giờ là \(made.duties) việc cho \(made.units) đơn vị. Chưa có gì được ban hành; hãy xem lại rồi ban hành."
        )
      }
      return PlanPath.plan(id) + "?notice=planPublished"
    }
  }

  private static func askRemoval(_ call: Call) async throws -> Reply {
    let (plan, _) = try await plan(call, .changePlans)
    guard plan.stage == .draft else { return .see(PlanPath.plan(plan.id)) }
    let language = call.language
    return try call.page(
      PlanQuestionPage(
        title: language.text("plans.remove"), lead: plan.facts.title,
        trail: PlanTrail.to(plan, call), action: PlanPath.removal(plan.id),
        hidden: [EditPage.HiddenField(name: "version", value: "\(plan.version)")], facts: [],
        warning: language.text("plans.ask.remove"), submit: language.text("plans.remove"),
        isDanger: true, back: PlanPath.plan(plan.id)))
  }

  private static func askTask(_ call: Call) async throws -> Reply {
    let id = try call.id("task", of: PlanTask.self)
    let (plan, _) = try await plan(call, .changePlans)
    let task = try await call.read { db, act in try PlanTasks.find(id, db, act) }
    guard task.plan == plan.id else { throw Refusal.notFound }
    let language = call.language
    return try call.page(
      PlanQuestionPage(
        title: language.text("plans.removeTask", task.position), lead: plan.facts.title,
        trail: PlanTrail.to(plan, call), action: PlanPath.removal(of: id, in: plan.id),
        hidden: [EditPage.HiddenField(name: "version", value: "\(task.version)")],
        facts: [.init(name: language.text("plans.task.text"), value: task.facts.text)],
        warning: language.text("plans.ask.removeTask"),
        submit: language.text("plans.removeTaskGo"), isDanger: true,
        back: PlanPath.place(task.position, in: plan.id)))
  }

  private static func askTarget(_ call: Call) async throws -> Reply {
    let id = try call.id("target", of: PlanTarget.self)
    let (plan, _) = try await plan(call, .changePlans)
    let target = try await call.read { db, act in try PlanTargets.find(id, db, act) }
    guard target.plan == plan.id else { throw Refusal.notFound }
    guard plan.stage == .draft else { return .see(PlanPath.plan(plan.id)) }
    let language = call.language
    return try call.page(
      PlanQuestionPage(
        title: language.text("plans.removeTarget"), lead: plan.facts.title,
        trail: PlanTrail.to(plan, call), action: PlanPath.removal(of: id, in: plan.id),
        hidden: [EditPage.HiddenField(name: "version", value: "\(target.version)")],
        facts: [.init(name: language.text("targets.field.text"), value: target.facts.text)],
        warning: language.text("plans.ask.removeTarget"),
        submit: language.text("plans.removeTarget"), isDanger: true,
        back: PlanPath.plan(plan.id)))
  }
}
