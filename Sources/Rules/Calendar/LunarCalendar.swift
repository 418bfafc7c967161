/// A day of the Vietnamese lunar calendar: `month` 1–12, `day` 1–30; a leap month repeats the
/// number of the month before it.
public struct LunarDate: Hashable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int
  public let isLeapMonth: Bool

  public init(year: Int, month: Int, day: Int, isLeapMonth: Bool = false) {
    self.year = year
    self.month = month
    self.day = day
    self.isLeapMonth = isLeapMonth
  }
}

/// The Vietnamese lunar calendar, 1900–2100, by the moon and sun as seen at UTC+7: not the Chinese
/// one, from which it differs in some years (Tết 2030 is 2 February, in China 3 February).
///
/// The rules, published by Hồ Ngọc Đức ("Thuật toán tính âm lịch"): a month begins on the day of
/// the new moon; the month with the winter solstice is the 11th; where thirteen months lie between
/// two such months, the first without a principal term repeats the one before. The computation is
/// our own.
///
/// In May 2054, November 2077 and October 2085 a new moon comes within two minutes of midnight: on
/// which side depends on how the earth's rotation slows until then. No public holiday lies in those
/// months.
///
/// UTC+7 is used throughout. Printed calendars of the time differ in places: before 1968 the North,
/// and before 1976 the South, went by other meridians.
public enum LunarCalendar {
  /// `nil` outside 1900–2100.
  public static func lunar(of date: CivilDate) -> LunarDate? {
    guard range.contains(date.dayNumber) else { return nil }
    // Searching from the estimate needs a step or two, as months have 29 or 30 days.
    var index = Int(Double(date.dayNumber - months[0].start) / 29.530588)
    index = min(max(index, 0), months.count - 1)
    while months[index].start > date.dayNumber { index -= 1 }
    while index + 1 < months.count, months[index + 1].start <= date.dayNumber { index += 1 }
    let month = months[index]
    return LunarDate(
      year: month.year, month: month.number, day: Int(date.dayNumber - month.start) + 1,
      isLeapMonth: month.isLeap)
  }

  /// `nil` where the year has no such day or leap month, or the day lies outside 1900–2100.
  public static func civil(of date: LunarDate) -> CivilDate? {
    guard (1899...2100).contains(date.year), (1...12).contains(date.month),
      (1...30).contains(date.day)
    else { return nil }
    let estimate = max(0, Int(Double(date.year - 1900) * 12.3682))
    let found = months[min(estimate, months.count)...].firstIndex {
      $0.year == date.year && $0.number == date.month && $0.isLeap == date.isLeapMonth
    }
    guard let found, found + 1 < months.count else { return nil }
    let dayNumber = months[found].start + Int32(date.day) - 1
    guard dayNumber < months[found + 1].start, range.contains(dayNumber) else { return nil }
    return CivilDate(dayNumber: dayNumber)
  }

  /// The first day of the lunar year (mùng một Tết). `nil` outside 1900–2100.
  public static func newYear(_ year: Int) -> CivilDate? {
    civil(of: LunarDate(year: year, month: 1, day: 1))
  }

  /// The commemoration of the Hùng Kings (Giỗ Tổ, mùng 10 tháng Ba). `nil` outside 1900–2100.
  public static func hungKings(_ year: Int) -> CivilDate? {
    civil(of: LunarDate(year: year, month: 3, day: 10))
  }

  private struct Month {
    var start: Int32
    var year: Int
    var number: Int
    var isLeap: Bool
  }

  /// A new moon: the local day it falls on, and the sun's twelfth (0–11) when that day begins.
  private struct Moon {
    let start: Int32
    let twelfth: Int

    /// Computed for 7 July 1967; a full ephemeris has 00:00:06 on the 8th, nearer than our series
    /// can tell.
    private static let late: Int32 = -909

    init(_ k: Int) {
      // 2440587.5 is 1970-01-01 00:00 UTC.
      let local = MoonAndSun.newMoon(Double(k)) - 2440587.5 + LunarCalendar.zone
      let computed = Int32(local.rounded(.down))
      start = computed == Moon.late ? computed + 1 : computed
      let midnight = Double(start) + 2440587.5 - LunarCalendar.zone
      twelfth = Int(MoonAndSun.sunLongitude(midnight) / 30)
    }
  }

  /// Seven hours, in days.
  private static let zone = 7.0 / 24

  /// 1900-01-01…2100-12-31.
  private static let range: ClosedRange<Int32> = -25_567...47_846

  private static let months: [Month] = {
    // The new moons from autumn 1898 to spring 2102.
    let moons = (-1254...1264).map(Moon.init)
    let solstices = moons.indices.dropLast().filter {
      moons[$0].twelfth < 9 && moons[$0 + 1].twelfth >= 9 && moons[$0].twelfth > 5
    }
    return zip(solstices, solstices.dropFirst()).flatMap { months(of: moons, from: $0, to: $1) }
  }()

  /// The months from one 11th month up to the next.
  private static func months(of moons: [Moon], from first: Int, to next: Int) -> [Month] {
    let leap =
      next - first == 13
      ? (first + 1..<next).first { moons[$0].twelfth == moons[$0 + 1].twelfth } : nil
    var year = CivilDate(dayNumber: moons[first].start).year
    var number = 10
    return (first..<next).map { index in
      if index != leap {
        number = number % 12 + 1
        if number == 1 { year += 1 }
      }
      return Month(
        start: moons[index].start, year: year, number: number, isLeap: index == leap)
    }
  }
}
