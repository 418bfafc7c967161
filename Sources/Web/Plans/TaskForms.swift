internal import Records
internal import Rules
internal import Store

/// A task of a plan that a form is about; nil for one that is to be added.
struct TaskSubject: Sendable {
  let plan: OfficePlan
  let task: PlanTask?
  /// The units of the task's shares.
  let units: [ID<Unit>: Unit]
  /// Units that fit what was typed, by the field.
  let candidates: [String: [UnitLine]]
  let rowCount: Int
  /// Where the chosen words of a new one stand.
  var span: Span?

  init(
    _ plan: OfficePlan, _ task: PlanTask?, _ call: Call, _ db: any Reader, _ act: Act
  ) throws {
    self.plan = plan
    self.task = task
    units = try TaskSubject.units(task, db, act)
    let typed = TaskShareFields.rowCount(call.form)
    rowCount = max((task?.shares.count ?? 0) + TaskShareFields.spare, typed)
    candidates = try Dictionary(
      uniqueKeysWithValues: (1...rowCount).map { row in
        let field = "unit-\(row)"
        return (field, try UnitPick.candidates(field, call.form, on: act.today, db, act))
      })
  }

  static func units(
    _ task: PlanTask?, _ db: any Reader, _ act: Act
  ) throws -> [ID<Unit>: Unit] {
    var units: [ID<Unit>: Unit] = [:]
    for share in task?.shares ?? [] {
      guard case .unit(let id) = share.who, units[id] == nil else { continue }
      do {
        units[id] = try Units.find(id, on: act.today, db, act)
      } catch Refusal.notFound {
        // One that this person may not see stays without a name; saving asks for it again.
        continue
      }
    }
    return units
  }
}

/// A task put right.
enum TaskForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> TaskSubject {
    let task = try PlanTasks.find(try call.id("task"), db, act)
    guard task.plan == (try call.id("plan", of: OfficePlan.self)) else { throw Refusal.notFound }
    return try TaskSubject(try Plans.find(task.plan, db, act), task, call, db, act)
  }

  static func demand(
    _ permission: Permission, _ subject: TaskSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.plan.unit, db, act)
  }

  static func version(_ subject: TaskSubject) -> Int? { subject.task?.version }
  static func logged(_ subject: TaskSubject) -> Records.Subject? {
    subject.task.map { .task($0.id) }
  }

  static func initial(_ subject: TaskSubject, _ call: Call) -> Filling {
    TaskFields.filling(subject, call.language)
  }

  static func page(_ subject: TaskSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let position = subject.task?.position ?? 0
    return EditPage(
      title: call.language.text("plans.taskTitle", position), lead: subject.plan.facts.title,
      trail: PlanTrail.to(subject.plan, call),
      action: subject.task.map { PlanPath.task($0.id, in: subject.plan.id) } ?? "",
      rows: TaskFields.rows(subject, filling),
      hidden: [EditPage.HiddenField(name: "version", value: "\(subject.task?.version ?? 0)")],
      submit: call.text("plans.save"), cancel: PlanPath.place(position, in: subject.plan.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    guard let task = subject.task else { throw Refusal.notFound }
    var form = call.form
    let draft = try TaskFields.read(&form, task.facts, subject, db, act)
    try form.checked()
    try PlanTasks.change(task.id, draft, seen: try form.version(), db, act)
    return PlanPath.place(task.position, in: task.plan)
  }
}

/// A task more.
enum NewTaskForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> TaskSubject {
    let plan = try Plans.find(try call.id("plan"), db, act)
    var subject = try TaskSubject(plan, nil, call, db, act)
    subject.span = try PlanPick.span(call.form, plan.id, db, act)
    return subject
  }

  static func demand(
    _ permission: Permission, _ subject: TaskSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.plan.unit, db, act)
  }

  static func initial(_ subject: TaskSubject, _ call: Call) -> Filling {
    Filling(
      [
        "taskKind": PlanTask.Kind.task.rawValue, "role-1": DutyRole.lead.rawValue,
        "role-2": DutyRole.coordinating.rawValue, "after": call.query["after"],
      ], call.language)
  }

  static func page(_ subject: TaskSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("plans.addTask"), lead: subject.plan.facts.title,
      trail: PlanTrail.to(subject.plan, call), action: PlanPath.newTask(in: subject.plan.id),
      rows: TaskFields.rows(subject, filling),
      hidden: [EditPage.HiddenField(name: "after", value: filling.values["after"] ?? "")]
        + PlanPick.hidden(subject.span),
      submit: call.text("plans.addGo"), cancel: PlanPath.plan(subject.plan.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var form = call.form
    var empty = TaskFacts(text: "", deadline: TaskDeadline())
    empty.span = subject.span
    let draft = try TaskFields.read(&form, empty, subject, db, act)
    try form.checked()
    var place: Int?
    if let id = form.text("after").flatMap({ ID<PlanTask>($0) }) {
      let task = try PlanTasks.find(id, db, act)
      place = task.plan == subject.plan.id ? task.position : nil
    } else if let span = subject.span {
      // In the order of the document.
      let ahead = try PlanTasks.list(of: subject.plan.id, db, act)
        .compactMap { task in task.facts.span.map { (start: $0.start, position: task.position) } }
        .filter { $0.start <= span.start }
      place = ahead.max { $0.start < $1.start }?.position ?? 0
    }
    let id = try PlanTasks.add(draft, to: subject.plan.id, after: place, db, act)
    return PlanPath.place(try PlanTasks.find(id, db, act).position, in: subject.plan.id)
  }
}
