internal import Records
internal import Rules
internal import Store

/// The routes around the tree of plans, their amendments and copies.
enum PlanTreeRoutes {
  static let all: [Route] =
    [
      .get("/plans/{plan}/coverage", .may(.viewPlans)) { call in
        let id = try call.id("plan", of: OfficePlan.self)
        let (found, mayReport) = try await call.read { db, act in
          let found = try PlanCoverage(of: id, db, act)
          let mine = try found.lines.filter {
            try Rights.allows(.reportDuties, on: $0.duty.unit, db, act)
          }
          return (found, Set(mine.map(\.duty.id)))
        }
        return try call.page(CoveragePage(found, mayReport, call))
      },
      .get("/plans/{plan}/changes", .may(.viewPlans)) { call in
        let id = try call.id("plan", of: OfficePlan.self)
        let found = try await call.read { db, act in try ChangesAnswer(id, db, act) }
        return try call.page(ChangesPage(found, call))
      },
      .post("/plans/{plan}/confirmation", .may(.changePlans)) { call in
        let id = try call.id("plan", of: OfficePlan.self)
        let word = call.form.text("task")
        return try await call.change { db, act in
          let task = word.flatMap { ID<PlanTask>($0) }
          guard task != nil || word == "all" else { throw Refusal.notFound }
          try PlanCopies.confirm(task, in: id, db, act)
          return PlanPath.plan(id) + "#copied"
        }
      },
    ] + BasesForm.routes("/plans/{plan}/bases", .changePlans)
    + LinksForm.routes("/plans/{plan}/links", .changePlans)
    + SubPlanForm.routes("/duties/{duty}/sub-plan", .reportDuties)
    + NewAmendmentForm.routes("/plans/{plan}/amendments/new", .changePlans)
    + AmendmentForm.routes("/plans/{plan}/amendment", .changePlans)
    + CopyForm.routes("/plans/{plan}/copy", .changePlans)
}

/// Publishing an amendment, with its question.
enum AmendmentQuestion {
  static func ask(_ plan: OfficePlan, _ call: Call) async throws -> Reply {
    let effect = try await call.read { db, act in try PlanAmendments.preview(plan.id, db, act) }
    let language = call.language
    return try call.page(
      PlanQuestionPage(
        title: language.text("kin.publish"), lead: plan.facts.title,
        trail: PlanTrail.to(plan, call), action: PlanPath.publication(plan.id),
        hidden: [
          EditPage.HiddenField(name: "version", value: "\(plan.version)"),
          EditPage.HiddenField(name: "made", value: print(effect)),
        ],
        facts: [
          .init(name: language.text("kin.ask.made"), value: language.number(effect.made)),
          .init(name: language.text("kin.ask.changed"), value: language.number(effect.changed)),
          .init(name: language.text("kin.ask.dropped"), value: language.number(effect.dropped)),
          .init(name: language.text("kin.ask.units"), value: language.number(effect.units)),
        ], warning: language.text("kin.ask.publish"), submit: language.text("kin.publish"),
        isDanger: false, back: PlanPath.plan(plan.id)))
  }

  /// What the question said would happen: publishing does just that or nothing.
  private static func print(_ effect: PlanAmendments.Effect) -> String {
    "\(effect.made)-\(effect.changed)-\(effect.dropped)-\(effect.units)"
  }

  static func publish(_ plan: OfficePlan, _ call: Call) async throws -> Reply {
    let seen = call.form.text("made")
    return try await call.change { db, act in
      let effect = try PlanAmendments.publish(plan.id, seen: try call.form.version(), db, act)
      guard print(effect) == seen else {
        throw Refusal.conflict(
          "Nhiệm vụ hoặc đơn vị đã thay đổi sau khi bạn xem. Chưa có gì được ban hành; hãy xem lại rồi ban hành."
        )
      }
      return PlanPath.plan(plan.amends ?? plan.id) + "?notice=planAmended"
    }
  }
}
