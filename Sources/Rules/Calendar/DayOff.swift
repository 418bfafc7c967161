/// Why a day is not worked.
public struct DayOff: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// The weekly day off.
    case weekly
    case holiday
    /// Makes up for a holiday that fell on a weekly day off (nghỉ bù).
    case substitute
    /// A working day made free for a Saturday worked (hoán đổi).
    case swapped
  }

  public var kind: Kind
  /// For people: "Quốc khánh", "Nghỉ bù Tết Dương lịch 01/01/2022", "Chủ nhật".
  public var name: String
  /// The holiday made up for, or the Saturday worked instead.
  public var counterpart: CivilDate?
  public var reference: LawReference
  /// Computed by the law's rule where the official decision of the year is not known; it may
  /// change.
  public var isProvisional: Bool
}

/// A weekly day off that a notice makes a working day.
public struct WorkedSaturday: Hashable, Sendable {
  /// For people: "Làm việc theo hoán đổi, thay cho ngày nghỉ 29/04/2024".
  public var name: String
  /// The working day made free for it.
  public var dayOff: CivilDate
  public var reference: LawReference
  public var isProvisional: Bool
}
