internal import Rules
internal import Store

/// A plan that three communes answer with plans of their own: one has, one is late, one has days left; and what
/// the province changed in it since.
extension SampleWork {
  /// Working days before today on which the plan was signed.
  private static let signedBefore = 12

  func makeTree(for province: ID<Unit>) throws {
    let signed =
      WorkingCalendar.vietnam.date(-Self.signedBefore, workingDaysAfter: act.today) ?? act.today
    let age = Int(signed.dayNumber - act.today.dayNumber)
    let plan = try higher(province, signed, age)
    try answer(plan, signed, age)
    if let longThanh = units["long-thanh"] {
      let owed = try Duties.list(DutyQuestion(unit: longThanh, plan: plan), db, act).lines
      if let duty = owed.min(by: { $0.due < $1.due }) {
        try Duties.askExtension(
          duty.id, to: act.today.adding(days: 9), "Mới thay người phụ trách.", seen: 1, db,
          officer("long-thanh", "Trịnh Văn Sáu", age + 1))
        try Duties.decideExtension(
          duty.id, grant: act.today.adding(days: 9), "Đồng ý.", seen: 2, db, by("hanh.tt", age + 2))
      }
    }
    try amend(plan, age)
  }

  private func higher(
    _ province: ID<Unit>, _ signed: CivilDate, _ age: Int
  ) throws -> ID<OfficePlan> {
    let drafter = by("hanh.tt", age)
    var facts = PlanFacts(
      kind: "Kế hoạch", title: "Nâng cao chất lượng phục vụ tại bộ phận một cửa cấp xã",
      year: signed.year)
    (facts.number, facts.symbol, facts.signedOn) = ("268", "KH-UBND", signed)
    (facts.place, facts.issuer) = ("Tân An", "Ủy ban nhân dân tỉnh Tân An")
    let plan = try Plans.create(facts, for: province, db, drafter)
    let shares = ["phu-loc", "tan-hoi", "long-thanh"].compactMap { key in
      units[key].map {
        TaskShare(role: .executing, words: "UBND xã", who: .unit($0), isSure: true)
      }
    }
    let tasks: [(PlanTask.Kind, String, TaskDeadline)] = [
      (
        .subPlan, "Ban hành kế hoạch thực hiện của đơn vị mình",
        TaskDeadline(words: "chậm nhất 10 ngày làm việc kể từ ngày ký ban hành kế hoạch này")
      ),
      (
        .task, "Khảo sát sự hài lòng của người dân tại bộ phận một cửa",
        TaskDeadline(day: act.today.adding(days: 20))
      ),
      (
        .task, "Sắp xếp lại quầy tiếp nhận theo lĩnh vực, có chỗ cho người cao tuổi",
        TaskDeadline(day: act.today.adding(days: 40))
      ),
    ]
    for (kind, text, deadline) in tasks {
      let facts = TaskFacts(kind: kind, text: text, deadline: deadline)
      _ = try PlanTasks.add(.init(facts: facts, shares: shares), to: plan, db, drafter)
    }
    try Plans.publish(plan, seen: 1, db, by("minh.nv", age))
    return plan
  }

  /// The first commune's own plan, with one of its tasks carrying out one above.
  private func answer(_ higher: ID<OfficePlan>, _ signed: CivilDate, _ age: Int) throws {
    guard let commune = units["phu-loc"] else { return }
    let drafter = by("thao.hh", age + 5)
    var facts = PlanFacts(
      kind: "Kế hoạch", title: "Nâng cao chất lượng phục vụ tại bộ phận một cửa xã Phú Lộc",
      year: signed.year)
    (facts.number, facts.symbol) = ("41", "KH-UBND")
    facts.signedOn = signed.adding(days: 6)
    let plan = try Plans.create(facts, for: commune, db, drafter)
    let share = TaskShare(role: .lead, words: "UBND xã", who: .unit(commune), isSure: true)
    let task = TaskFacts(
      text: "Khảo sát sự hài lòng của người dân tại bộ phận một cửa của xã",
      deadline: TaskDeadline(day: act.today.adding(days: 15)))
    let id = try PlanTasks.add(.init(facts: task, shares: [share]), to: plan, db, drafter)
    let basis = PlanBasis(
      document: "Kế hoạch số 268/KH-UBND", number: "268/KH-UBND", issuedOn: signed, isHigher: true,
      higher: higher)
    try PlanBases.change(of: plan, [basis], seen: 1, db, drafter)
    if let match = try TaskLinks(of: plan, db, drafter).lines.first?.match {
      try TaskLinks.set([id: match.higher], in: plan, seen: 2, db, drafter)
    }
    let version = try Plans.find(plan, db, act).version
    try Plans.publish(plan, seen: version, db, by("hanh.tt", age + 6))
  }

  private func amend(_ plan: ID<OfficePlan>, _ age: Int) throws {
    let drafter = by("hanh.tt", age + 8)
    let facts = AmendmentFacts(
      number: "281/KH-UBND", signedOn: drafter.today,
      reason: "Lùi thời hạn khảo sát do trùng đợt kiểm tra của bộ, ngành")
    let draft = try PlanAmendments.begin(on: plan, facts, db, drafter)
    let task = try PlanTasks.list(of: draft, db, drafter)[1]
    var changed = PlanTasks.Draft(facts: task.facts, shares: task.shares)
    changed.facts.deadline.day = act.today.adding(days: 30)
    try PlanTasks.change(task.id, changed, seen: 1, db, drafter)
    try PlanAmendments.publish(draft, seen: 1, db, by("minh.nv", age + 8))
  }
}
