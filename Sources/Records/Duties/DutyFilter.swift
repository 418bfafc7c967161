internal import Rules
internal import Store

/// A question as conditions, so that an index leads to the rows whatever is asked.
struct DutyFilter {
  let question: DutyQuestion
  let sight: DutySight
  /// Where the actor answers reports: as a giver, and for a lead.
  private let (decides, answers): (Reach, Reach)
  private let act: Act
  /// The unit asked for and those under it; nil where they are more than a few.
  private let under: [ID<Unit>]?

  init(
    _ question: DutyQuestion, _ db: any Reader, _ act: Act, sight: DutySight? = nil
  ) throws {
    self.question = question
    self.act = act
    self.sight = try sight ?? DutySight(db, act)
    func reach(_ permission: Permission) throws -> Reach {
      question.isForDecision ? try DutySight.whole(Rights.reach(of: permission, act), db) : .office
    }
    (decides, answers) = (try reach(.decideDuties), try reach(.reportDuties))
    let unit = question.withUnder ? question.unit : nil
    under = try unit.map { try DutySight.under([$0], on: act.today, db) } ?? nil
  }

  /// The units that the question names, where they are few.
  private var named: [ID<Unit>]? {
    question.among ?? under ?? (question.withUnder ? nil : question.unit.map { [$0] })
  }

  /// What the rows are chosen by, the fewest first: units that are asked for, then the few that are seen, then the
  /// order of the list. SQLite goes through a CROSS JOIN from left to right.
  var fromDuties: SQL {
    if named == nil, let ids = sight.ids { return "(\(ids)) seen CROSS JOIN duty d" }
    return "duty d"
  }

  /// On `duty d`. Where units lead to the rows, COALESCE keeps plan and task from leading to more of them.
  var onDuties: [SQL] {
    let isByUnits = named != nil || sight.ids != nil
    var conditions = shared + stages + time
    if let plan = question.plan {
      conditions.append(isByUnits ? "COALESCE(d.plan_id, '') = \(plan)" : "d.plan_id = \(plan)")
    }
    if let task = question.task {
      conditions.append(isByUnits ? "COALESCE(d.task_id, '') = \(task)" : "d.task_id = \(task)")
    }
    if question.isDirective { conditions.append("d.directive_id IS NOT NULL") }
    if let named {
      return sight.covers(named) ? conditions : conditions + [sight.filter]
    }
    if sight.ids != nil { return conditions + ["d.id = seen.id"] }
    let isNarrow = question.plan != nil || question.task != nil
    return conditions + [isNarrow ? sight.filter : sight.passing]
  }

  /// On sums by unit, `d`. What else the actor sees (`DutySight.led`) is not among them.
  var onUnitTally: [SQL] { shared + stages + [sight.ownOrGiven()] }

  /// On sums by plan, `d`, where the whole office is seen and no unit asked for.
  var onPlanTally: [SQL] {
    var conditions = shared + stages
    if let plan = question.plan { conditions.append("d.plan_id = \(plan)") }
    return conditions
  }

  /// On what sums by unit leave out.
  var onOthers: [SQL] {
    shared + stages + [sight.led, "NOT \(sight.ownOrGiven())"]
  }

  /// Which sums answer the question.
  enum Source {
    case units
    /// Sums by unit, and what is seen beyond them.
    case unitsAndOthers
    case plans
    case duties
  }

  var source: Source {
    // Sums know neither leads nor directives.
    if question.isDirective || question.isForDecision && !answersAll { return .duties }
    if question.due != nil || question.days != nil || question.task != nil { return .duties }
    let isOfUnits = question.unit != nil || question.among != nil
    if sight.extent == .office, !isOfUnits { return .plans }
    if question.plan != nil { return .duties }
    if sight.extent == .office || named.map(sight.covers) ?? false { return .units }
    return sight.extent == .nothing ? .duties : .unitsAndOthers
  }

  /// What duties and sums have in common: units and givers.
  private var shared: [SQL] {
    var conditions: [SQL] = []
    if let unit = question.unit {
      conditions.append(
        question.withUnder
          ? under.map { units -> SQL in "d.unit_id IN \(list: units)" }
            ?? Reach.units([unit]).condition("d.unit_id", on: act.today)
          : "d.unit_id = \(unit)")
    }
    if let units = question.among { conditions.append("d.unit_id IN \(list: units)") }
    if question.isForDecision { conditions.append(decided) }
    return conditions
  }

  /// Written out, not bound: so that the engines see that a partial index holds these rows.
  private var stages: [SQL] {
    let unfinished: SQL = "d.stage IN ('open', 'returned', 'reported')"
    let asked = Set(question.stages)
    if asked.isEmpty { return [question.due == nil ? "d.stage <> 'dropped'" : unfinished] }
    if asked == [.open, .returned, .reported] { return [unfinished] }
    let listed: SQL =
      question.stages.count == 1
      ? "d.stage = \(question.stages[0].rawValue)"
      : "d.stage IN \(list: question.stages.map(\.rawValue))"
    return asked.isDisjoint(with: [.accepted, .dropped]) && asked.count > 1
      ? [unfinished, listed] : [listed]
  }

  private var time: [SQL] {
    let days = question.days.map { range -> [SQL] in
      ["d.due_on >= \(range.lowerBound)", "d.due_on <= \(range.upperBound)"]
    }
    guard let due = question.due else { return days ?? [] }
    let known = DutyDays(act.today)
    let owed: SQL = "d.stage IN ('open', 'returned')"
    let band: [SQL] =
      switch due {
      case .overdue: [owed, "d.due_on < \(act.today)"]
      case .thisWeek: [owed, "d.due_on >= \(act.today)", "d.due_on <= \(known.sunday)"]
      case .soon: [owed, "d.due_on >= \(act.today)", "d.due_on <= \(known.horizon)"]
      case .later: [owed, "d.due_on > \(known.horizon)"]
      }
    return band + (days ?? [])
  }

  private var answersAll: Bool { decides == .office && answers == .office }

  /// Those whose reports the actor decides on: what `Duties.isAnswering` says of one.
  private var decided: SQL {
    if answersAll { return "1 = 1" }
    let given = Duties.allowed(.decideDuties, decides, on: "d.giver_id", act)
    let led = Duties.allowed(.reportDuties, answers, on: "d.lead_id", act)
    return "((d.lead_id IS NULL AND \(given)) OR (d.lead_id IS NOT NULL AND \(led)))"
  }
}
