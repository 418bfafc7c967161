/// A value of law and the days on which it holds: from `from` through `to`, both included; `nil` is
/// open.
public struct Dated<Value: Sendable>: Sendable {
  public var from: CivilDate?
  public var to: CivilDate?
  public var value: Value
  public var reference: LawReference

  public func holds(on date: CivilDate) -> Bool {
    if let from, date < from { return false }
    if let to, date > to { return false }
    return true
  }

  func map<Other>(_ transform: (Value) -> Other?) -> Dated<Other>? {
    transform(value).map { Dated<Other>(from: from, to: to, value: $0, reference: reference) }
  }
}

extension Sequence {
  /// The value in force on a day.
  func value<Value>(on date: CivilDate) -> Dated<Value>? where Element == Dated<Value> {
    first { $0.holds(on: date) }
  }
}

/// The name of a value of law, and the type it has.
public struct LawKey<Value: LawValue>: Sendable {
  public let name: String
}

extension LawKey where Value == [Int] {
  /// Weekly days off of officials, as ISO weekdays (6 Saturday, 7 Sunday).
  public static var weeklyDaysOff: LawKey { LawKey(name: "weeklyDaysOff") }
}

extension LawKey where Value == Int {
  /// Hours of a normal working day.
  public static var hoursPerDay: LawKey { LawKey(name: "hoursPerDay") }
  /// Hours of an official's normal working week.
  public static var hoursPerWeek: LawKey { LawKey(name: "hoursPerWeek") }
}

/// What a value of law may be, read from the text of its scalar in YAML.
public protocol LawValue: Sendable {
  init?(law text: String)
}

extension Int: LawValue {
  public init?(law text: String) { self.init(text) }
}

extension String: LawValue {
  public init?(law text: String) { self = text }
}

extension [Int]: LawValue {
  /// "6, 7"
  public init?(law text: String) {
    let parts = text.split(separator: ",").map { $0.drop { $0 == " " } }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return nil }
    self = numbers
  }
}
