/// Which days of a plan's recurring tasks come after the plan's own year.
public enum Recurrence {
  /// The last year of a plan whose title names several: "… giai đoạn 2026 - 2030"; nil where it names none.
  public static func lastYear(_ plan: PlanFacts) -> Int? {
    let key = VietnameseOrder.searchKey(plan.title)
    guard key.contains("giai doan") else { return nil }
    return key.split { !$0.isNumber }.filter { $0.utf8.count == 4 }.compactMap { Int($0) }
      .filter { $0 > plan.year && $0 <= plan.year + 20 }.max()
  }

  /// The last acceptable days after the plan's year, from `today` until a year ahead, ascending; empty where the
  /// task does not recur. It does where its words say that it goes on, and in a plan of several years where it has
  /// several days in one or no end at all. Never after the plan's last year.
  public static func days(
    of task: TaskFacts, in plan: PlanFacts, from today: CivilDate, calendar: any WorkingDays
  ) -> [CivilDate] {
    let deadline = task.deadline
    guard deadline.day == nil else { return [] }
    func days(_ year: Int) -> [CivilDate] {
      deadline.lastDays(year: year, signed: plan.signedOn, calendar: calendar)
    }
    let (own, last) = (days(plan.year), lastYear(plan))
    guard deadline.goesOn || last != nil && (own.count > 1 || deadline.isContinuous) else {
      return []
    }
    let horizon = today.adding(days: 366)
    // What is due in January may belong to the year before.
    let years =
      max(plan.year + 1, today.year - 1)...max(plan.year + 1, today.year - 1, horizon.year)
    let later = years.filter { $0 <= last ?? $0 && $0 > plan.year }.flatMap(days)
    return Set(later).subtracting(own).filter { today <= $0 && $0 <= horizon }.sorted()
  }
}
