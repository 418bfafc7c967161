/// Working days of Vietnamese state offices, 1990–2100: every question is answered from a table
/// made once, in constant time.
///
/// Article 111.3 of Labour Code 45/2019/QH14 (substitutes), 112 (holidays), the yearly notices
/// (swaps).
public struct WorkingCalendar: Sendable {
  public static let vietnam = WorkingCalendar(law: .vietnam)

  /// 1990-01-01.
  public static let first = CivilDate(dayNumber: 7_305)
  /// 2100-12-31.
  public static let last = CivilDate(dayNumber: 47_846)

  @usableFromInline let firstNumber: Int
  /// At `i`: how many working days lie before day `firstNumber + i`. One longer than the days.
  @usableFromInline let counts: ContiguousArray<Int32>
  /// The day number of each working day, ascending.
  @usableFromInline let working: ContiguousArray<Int32>

  let law: LawData
  let specialDays: SpecialDays

  public init(law: LawData) {
    self.law = law
    specialDays = SpecialDays(law: law)
    firstNumber = Int(Self.first.dayNumber)
    var counts: ContiguousArray<Int32> = [0]
    var working = ContiguousArray<Int32>()
    let days = Self.first.dayNumber...Self.last.dayNumber
    counts.reserveCapacity(days.count + 1)
    working.reserveCapacity(days.count)
    let weeks = specialDays.weeks
    for number in days {
      let date = CivilDate(dayNumber: number)
      let isWorked =
        weeks.isDayOff(date)
        ? specialDays.workedSaturdays[number] != nil : specialDays.daysOff[number] == nil
      if isWorked { working.append(number) }
      counts.append(Int32(working.count))
    }
    self.counts = counts
    self.working = working
  }

  /// `false` outside 1990–2100, where nothing is known.
  @inlinable public func isWorkingDay(_ date: CivilDate) -> Bool {
    let index = Int(date.dayNumber) - firstNumber
    guard index >= 0, index + 1 < counts.count else { return false }
    return counts[index] != counts[index + 1]
  }

  /// The `n`th working day after a day, that day not counted; before it where `n` is negative; the
  /// day itself, worked or not, where `n` is 0. `nil` where the day or the answer lies outside
  /// 1990–2100.
  @inlinable public func date(_ n: Int, workingDaysAfter date: CivilDate) -> CivilDate? {
    let index = Int(date.dayNumber) - firstNumber
    guard index >= 0, index + 1 < counts.count, n.magnitude <= UInt(working.count) else {
      return nil
    }
    if n == 0 { return date }
    let rank = n > 0 ? Int(counts[index + 1]) + n - 1 : Int(counts[index]) + n
    guard rank >= 0, rank < working.count else { return nil }
    return CivilDate(dayNumber: working[rank])
  }

  /// How many working days follow `start`, through `end`; negative where `end` comes first, so that
  /// adding the answer to `start` never passes `end`. Days outside 1990–2100 are not counted.
  @inlinable public func workingDays(after start: CivilDate, through end: CivilDate) -> Int {
    let (from, through) = (Int(start.dayNumber), Int(end.dayNumber))
    if through < from { return count(before: through) - count(before: from) }
    return count(before: through + 1) - count(before: from + 1)
  }

  @inlinable func count(before dayNumber: Int) -> Int {
    Int(counts[min(max(dayNumber - firstNumber, 0), counts.count - 1)])
  }

  /// Why a day is not worked; `nil` for working days and outside 1990–2100.
  public func dayOff(on date: CivilDate) -> DayOff? {
    guard date >= Self.first, date <= Self.last, !isWorkingDay(date) else { return nil }
    return specialDays.daysOff[date.dayNumber] ?? specialDays.weeks.dayOff(date)
  }

  /// The notice that makes a weekly day off a working day, if there is one.
  public func workedSaturday(on date: CivilDate) -> WorkedSaturday? {
    specialDays.workedSaturdays[date.dayNumber]
  }
}
