/// One task of a plan of the office.
public struct PlanTask: Sendable, Equatable {
  public enum Kind: String, CaseIterable, Sendable {
    case task
    /// A report that units send (báo cáo định kỳ).
    case report
    /// A plan of their own that units issue.
    case subPlan
    case meeting
  }

  public let id: ID<PlanTask>
  public let plan: ID<OfficePlan>
  public let position: Int
  public let facts: TaskFacts
  public let shares: [TaskShare]
  /// The amendments that brought it and took it out; 0 is the plan as first published.
  public let addedBy: Int
  public let droppedBy: Int?
  /// Taken over from an earlier plan and not looked at since.
  public let isCarriedOver: Bool
  /// The task that it was copied from.
  public let origin: ID<PlanTask>?
  /// The task of a higher plan that it carries out.
  public let higher: ID<PlanTask>?
  /// How its last days were found when the plan was published, one line each.
  public let reckoning: String
  public let version: Int

  public init(
    id: ID<PlanTask>, plan: ID<OfficePlan>, position: Int, facts: TaskFacts, shares: [TaskShare],
    addedBy: Int, droppedBy: Int?, isCarriedOver: Bool, origin: ID<PlanTask>? = nil,
    higher: ID<PlanTask>? = nil, reckoning: String = "", version: Int
  ) {
    self.id = id
    self.plan = plan
    self.position = position
    self.facts = facts
    self.shares = shares
    self.addedBy = addedBy
    self.droppedBy = droppedBy
    self.isCarriedOver = isCarriedOver
    self.origin = origin
    self.higher = higher
    self.reckoning = reckoning
    self.version = version
  }
}

/// What of a task can be edited. Empty texts where nothing is said.
public struct TaskFacts: Sendable, Equatable {
  public var kind: PlanTask.Kind
  public var section: String
  public var text: String
  public var deadline: TaskDeadline
  public var product: String
  /// What proves it: one line for each document.
  public var evidence: String
  public var funding: String
  /// In đồng.
  public var estimate: Int?
  /// Where the task stands in the document.
  public var span: Span?

  public init(kind: PlanTask.Kind = .task, text: String, deadline: TaskDeadline) {
    self.kind = kind
    self.text = text
    self.deadline = deadline
    (section, product, evidence, funding) = ("", "", "", "")
  }

  public init(_ task: Task) {
    self.init(
      kind: SubPlanWords.isSubPlan(task.text) ? .subPlan : .task, text: task.text,
      deadline: TaskDeadline(task.deadline))
    product = task.product ?? ""
    evidence = task.evidence.joined(separator: "\n")
    funding = task.funding ?? ""
    span = task.span
  }

  public init(_ report: ReportDuty) {
    // To whom, as the plan names them.
    let to = report.to.map { " (\($0))" } ?? ""
    self.init(kind: .report, text: report.what + to, deadline: TaskDeadline(report.deadline))
    span = report.span
  }
}

/// When a task is due: the words of the plan, or a day that an officer gave.
public struct TaskDeadline: Sendable, Equatable {
  /// "chậm nhất ngày 05 của các tháng 3, 6, 9, 12"; empty where the plan says none.
  public var words: String
  /// A day that an officer set; it goes before the words.
  public var day: CivilDate?
  /// Work without an end ("thường xuyên"): accounted for at the end of the plan's year.
  public var isContinuous: Bool
  /// A recurring one goes on after the plan's year.
  public var goesOn: Bool

  public init(
    words: String = "", day: CivilDate? = nil, isContinuous: Bool = false, goesOn: Bool = false
  ) {
    self.words = words
    self.day = day
    self.isContinuous = isContinuous
    self.goesOn = goesOn
  }

  public init(_ deadline: Deadline?) {
    let words = deadline?.text ?? ""
    self.init(
      words: words, isContinuous: deadline?.kind == .continuous,
      goesOn: TaskDeadline.goesOn(words))
  }

  private static func goesOn(_ words: String) -> Bool {
    let key = VietnameseOrder.searchKey(words)
    return key.contains("nhung nam tiep theo") || key.contains("tro di")
      || key.contains("hang nam") || key.contains("cac nam tiep theo")
  }

  /// The last acceptable days in the plan's year, ascending; empty where the words give none.
  public func lastDays(
    year: Int, signed: CivilDate?, calendar: any WorkingDays
  ) -> [CivilDate] {
    if let day { return [day] }
    if !words.isEmpty, !isContinuous {
      let read = DeadlineWording.read(
        words, in: DeadlineContext(year: year, signed: signed, calendar: calendar))
      if !read.lastDays.isEmpty { return Array(Set(read.lastDays)).sorted() }
    }
    return isContinuous ? [CivilDate(year: year, month: 12, day: 31)].compactMap { $0 } : []
  }
}

extension TaskDeadline {
  /// How the words give the days, one line each; empty where an officer gave the day, or the work goes on all the time.
  public func explained(
    year: Int, signed: CivilDate?, calendar: any WorkingDays
  ) -> [String] {
    guard day == nil, !isContinuous, !words.isEmpty else { return [] }
    let context = DeadlineContext(year: year, signed: signed, calendar: calendar)
    return DeadlineWording.explain(words, context).steps.map { step in
      step.date.map { "\($0.vietnamese): \(step.text)" } ?? step.text
    }
  }
}

/// Who has a share in a task.
public struct TaskShare: Sendable, Equatable {
  public enum Who: Sendable, Equatable {
    case unit(ID<Unit>)
    case group(UnitGroup)
    /// Somebody who has no unit here ("Mặt trận Tổ quốc"): named in the plan, given no duty.
    case outside
    /// Nobody has said yet whom the words mean.
    case unknown
  }

  public var role: DutyRole
  /// As the plan writes it.
  public var words: String
  public var who: Who
  /// False where an officer should look whether the words mean this.
  public var isSure: Bool

  public init(role: DutyRole, words: String, who: Who, isSure: Bool) {
    self.role = role
    self.words = words
    self.who = who
    self.isSure = isSure
  }
}
