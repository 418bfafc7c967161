public import Rules
internal import Store

/// A duty as lists and its page show it.
public struct DutyLine: Sendable, Equatable {
  public let id: ID<Duty>
  public let unit: ID<Unit>
  public let giver: ID<Unit>
  public let role: DutyRole
  public let plan: ID<OfficePlan>?
  public let task: ID<PlanTask>?
  /// The lead's duty, for a coordinating unit.
  public let parent: ID<Duty>?
  /// The unit of that duty, which answers what this one's reports; nil where the giver does.
  public let lead: ID<Unit>?
  /// What a leader said, where the duty comes from that and from no plan.
  public let directive: ID<Directive>?
  public let title: String
  public let product: String
  /// What proves it, one line each; empty where nothing is asked.
  public let evidence: String
  public let openedOn: CivilDate
  public let due: CivilDate
  /// Before any extension.
  public let firstDue: CivilDate
  public let isContinuous: Bool
  public let stage: DutyStage
  /// The day of the last report that was not sent back.
  public let reportedOn: CivilDate?
  public let decidedOn: CivilDate?
  public let version: Int

  /// The unit whose people accept reports or send them back.
  public var answering: ID<Unit> { lead ?? giver }

  /// That unit as it stands in a sentence: "cơ quan giao việc".
  public var answerer: Sentence { (lead == nil ? DutyRole.lead : .coordinating).answerer }

  /// How it stands to the day it is due now, or to the first one.
  public func timing(
    on day: CivilDate, byFirst: Bool = false, calendar: any WorkingDays = WorkingCalendar.vietnam
  ) -> DutyTiming {
    DutyTiming(
      stage: stage, due: byFirst ? firstDue : due, reported: reportedOn, on: day,
      calendar: calendar)
  }

  /// For `duty d`.
  static let columns: SQL = """
    d.id, d.unit_id, d.giver_id, d.role, d.plan_id, d.task_id, d.parent_id, d.lead_id,
    d.directive_id, d.title, d.product, d.evidence, d.opened_on, d.due_on, d.first_due_on,
    d.is_continuous, d.stage, d.reported_on, d.decided_on, d.version
    """

  init(_ row: Row) throws {
    id = try row.get("id")
    unit = try row.get("unit_id")
    giver = try row.get("giver_id")
    role = try row.choice("role")
    plan = try row.get("plan_id")
    task = try row.get("task_id")
    parent = try row.get("parent_id")
    lead = try row.get("lead_id")
    directive = try row.get("directive_id")
    title = try row.get("title")
    product = try row.get("product")
    evidence = try row.get("evidence")
    openedOn = try row.get("opened_on")
    due = try row.get("due_on")
    firstDue = try row.get("first_due_on")
    isContinuous = try row.get("is_continuous")
    stage = try row.choice("stage")
    reportedOn = try row.get("reported_on")
    decidedOn = try row.get("decided_on")
    version = try row.get("version")
  }
}
