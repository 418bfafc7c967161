/// A moment, in milliseconds since 1970-01-01 00:00 UTC.
public struct Instant: Hashable, Comparable, Sendable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Viet Nam keeps UTC+7 all year (time zone Asia/Ho_Chi_Minh since 1975).
  private static let offset: Int64 = 7 * 3_600_000
  private static let day: Int64 = 86_400_000

  private var local: Int64 { milliseconds + Instant.offset }

  /// The civil date in Viet Nam.
  public var date: CivilDate {
    CivilDate(dayNumber: Int32(local.floored(Instant.day)))
  }

  /// `08:15` in Viet Nam.
  public var clock: String {
    let minutes = (local - local.floored(Instant.day) * Instant.day) / 60_000
    return "\(minutes / 600)\(minutes / 60 % 10):\(minutes % 60 / 10)\(minutes % 10)"
  }

  /// The first moment of a civil date in Viet Nam.
  public init(startOf date: CivilDate) {
    milliseconds = Int64(date.dayNumber) * Instant.day - Instant.offset
  }

  public func adding(seconds: Int64) -> Instant {
    Instant(milliseconds: milliseconds + seconds * 1000)
  }
}

extension Int64 {
  fileprivate func floored(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
