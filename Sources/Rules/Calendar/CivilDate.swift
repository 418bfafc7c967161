/// A day of the proleptic Gregorian calendar, without a time or a zone: a civil date is never an instant.
///
/// Stored as the number of days since 1970-01-01, so that comparing, adding and indexing are integer work.
/// Conversions after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let dayNumber: Int32

  public init(dayNumber: Int32) { self.dayNumber = dayNumber }

  /// `nil` where there is no such day (30 February, month 13).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.days(inMonth: month, year: year)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.dayNumber = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `2026-06-30`; anything else is `nil`.
  public init?(iso text: some StringProtocol) {
    var parts = (year: 0, month: 0, day: 0)
    var place = 0
    for byte in text.utf8 {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard (48...57).contains(byte), place < 10 else { return nil }
        let digit = Int(byte) - 48
        if place < 4 {
          parts.year = parts.year * 10 + digit
        } else if place < 7 {
          parts.month = parts.month * 10 + digit
        } else {
          parts.day = parts.day * 10 + digit
        }
      }
      place += 1
    }
    guard place == 10 else { return nil }
    self.init(year: parts.year, month: parts.month, day: parts.day)
  }

  /// Year, month 1–12 and day 1–31 in one computation.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var day: Int { parts.day }

  /// 1 Monday … 7 Sunday (ISO 8601).
  public var weekday: Int { Int(((dayNumber + 3) % 7 + 7) % 7) + 1 }

  /// `2026-06-30`
  public var iso: String {
    let (year, month, day) = parts
    return CivilDate.padded(year, 4) + "-" + CivilDate.padded(month, 2) + "-"
      + CivilDate.padded(day, 2)
  }

  /// `30/06/2026`, as shown to people.
  public var vietnamese: String {
    let (year, month, day) = parts
    return CivilDate.padded(day, 2) + "/" + CivilDate.padded(month, 2) + "/"
      + CivilDate.padded(year, 4)
  }

  public func adding(days: Int) -> CivilDate {
    CivilDate(dayNumber: dayNumber + Int32(days))
  }

  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  /// 28–31.
  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
