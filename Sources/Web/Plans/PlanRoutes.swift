internal import Records
internal import Rules
internal import Store

/// Every route of plans.
enum PlanRoutes {
  static let all: [Route] =
    [
      .get(PlanPath.all, .may(.viewPlans)) { call in
        let question = PlanQuestion(call)
        let found = try await call.read { db, act in try PlanList(question, db, act) }
        return try call.page(PlansPage(question, found, call))
      },
      .get("/plans/{plan}", .may(.viewPlans)) { call in
        let id = try call.id("plan", of: OfficePlan.self)
        let found = try await call.read { db, act in try PlanAnswer(id, db, act) }
        return try call.page(PlanPage(found, call))
      },
    ] + PlanUpload.routes + BlankPlanForm.routes(PlanPath.blank, .changePlans)
    + PlanHeadForm.routes("/plans/{plan}/change", .changePlans)
    + NewTaskForm.routes("/plans/{plan}/tasks/new", .changePlans)
    + SettlementForm.routes("/plans/{plan}/settlement", .changePlans)
    + NewTargetForm.routes("/plans/{plan}/targets/new", .changePlans)
    + TargetForm.routes("/plans/{plan}/targets/{target}/change", .changePlans)
    + TargetStandRoutes.all
    + TaskForm.routes("/plans/{plan}/tasks/{task}", .changePlans) + PlanQuestions.routes
    + PlanExport.routes
    + PlanTreeRoutes.all
}
