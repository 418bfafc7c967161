/// The time that a number of an indicator is about: a year, or a half or quarter of it.
public struct IndicatorPeriod: Hashable, Sendable, Comparable {
  /// How often a number is asked for.
  public enum Every: String, CaseIterable, Sendable {
    case year
    case half
    case quarter

    /// Periods in a year.
    public var count: Int {
      switch self {
      case .year: 1
      case .half: 2
      case .quarter: 4
      }
    }
  }

  public let year: Int
  public let every: Every
  /// From 1.
  public let number: Int

  /// Nil where a year has no such part.
  public init?(year: Int, every: Every, number: Int = 1) {
    guard (2000...2100).contains(year), (1...every.count).contains(number) else { return nil }
    self.year = year
    self.every = every
    self.number = number
  }

  /// Reads `key`: "2026", "2026-H1", "2026-Q3".
  public init?(key: String) {
    let parts = key.split(separator: "-", omittingEmptySubsequences: false)
    guard parts[0].utf8.count == 4, let year = Int(parts[0]) else { return nil }
    if parts.count == 1 {
      self.init(year: year, every: .year)
    } else {
      guard parts.count == 2, parts[1].utf8.count == 2, let number = Int(parts[1].dropFirst())
      else { return nil }
      switch parts[1].first {
      case "H": self.init(year: year, every: .half, number: number)
      case "Q": self.init(year: year, every: .quarter, number: number)
      default: return nil
      }
    }
  }

  /// As it is kept.
  public var key: String {
    switch every {
    case .year: "\(year)"
    case .half: "\(year)-H\(number)"
    case .quarter: "\(year)-Q\(number)"
    }
  }

  /// The periods of a year, in order.
  public static func all(of year: Int, _ every: Every) -> [IndicatorPeriod] {
    (1...every.count).compactMap { IndicatorPeriod(year: year, every: every, number: $0) }
  }

  /// By the last month; of two that end together the longer one later.
  public static func < (left: IndicatorPeriod, right: IndicatorPeriod) -> Bool {
    func place(_ period: IndicatorPeriod) -> (Int, Int, Int) {
      (period.year, period.number * 12 / period.every.count, 12 / period.every.count)
    }
    return place(left) < place(right)
  }
}

/// What an indicator is known as, in the database.
public enum Indicator {}
