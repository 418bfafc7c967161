/// A plan of one year made into that of the next: its days and the years in its wordings move; days off are for
/// the reckoning of each day to see to.
public struct YearMove: Sendable {
  public let from: Int
  public let to: Int

  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// The same day of the other year; 29 February becomes the 28th.
  public func moved(_ day: CivilDate) -> CivilDate {
    let (year, month, number) = day.parts
    let target = year + to - from
    let last = CivilDate.days(inMonth: month, year: target)
    return CivilDate(year: target, month: month, day: min(number, last)) ?? day
  }

  /// The words with each year of the plan, the one before and the one after moved: "Quý IV/2026, chậm nhất
  /// 15/01/2027".
  public func moved(_ words: String) -> String {
    var result = ""
    var digits = ""
    func number() -> String {
      guard digits.utf8.count == 4, let year = Int(digits), abs(year - from) <= 1 else {
        return digits
      }
      return "\(year + to - from)"
    }
    for character in words {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      result += number()
      digits = ""
      result.append(character)
    }
    return result + number()
  }

  public func moved(_ deadline: TaskDeadline) -> TaskDeadline {
    var deadline = deadline
    deadline.words = moved(deadline.words)
    deadline.day = deadline.day.map(moved)
    return deadline
  }

  /// Whether a text speaks of a year that would move.
  public func concerns(_ text: String) -> Bool { moved(text) != text }
}
