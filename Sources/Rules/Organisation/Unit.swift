/// Anything in the tree that can hold a duty (cơ quan, đơn vị, địa phương), as it stood on one day.
public struct Unit: Sendable, Equatable {
  public let id: ID<Unit>
  public let state: UnitState
  /// The first and last day of the unit itself; the last is `CivilDate.last` where no end is known.
  public let from: CivilDate
  public let to: CivilDate
  /// The first and last day on which it stood like this.
  public let stateFrom: CivilDate
  public let stateTo: CivilDate
  /// Counts the changes of the unit: an edit names the one it saw.
  public let version: Int

  public init(
    id: ID<Unit>, state: UnitState, from: CivilDate, to: CivilDate, stateFrom: CivilDate,
    stateTo: CivilDate, version: Int
  ) {
    self.id = id
    self.state = state
    self.from = from
    self.to = to
    self.stateFrom = stateFrom
    self.stateTo = stateTo
    self.version = version
  }

  public var kind: UnitKind { state.kind }
  public var name: String { state.name }
  /// With its kind: "Xã Phú Lộc".
  public var fullName: String { state.fullName }
  public var parent: ID<Unit>? { state.parent }

  /// Whether the unit exists on a day.
  public func isInForce(on date: CivilDate) -> Bool { from <= date && date <= to }
}

/// What of a unit may change from a day on: kind, name and whom it stands under.
public struct UnitState: Sendable, Equatable {
  public var kind: UnitKind
  /// Without the kind where that is said before it: "Phú Lộc"; whole for organs: "Sở Nội vụ".
  public var name: String
  /// Nil at the top of the office.
  public var parent: ID<Unit>?

  public init(kind: UnitKind, name: String, parent: ID<Unit>?) {
    self.kind = kind
    self.name = name
    self.parent = parent
  }

  /// "Xã Phú Lộc"
  public var fullName: String { kind.fullName(name) }
}

/// Systems that give units codes.
public enum CodeScheme: String, CaseIterable, Sendable {
  /// The statistics office's: 2, 3 or 5 digits by level (Quyết định 19/2025/QĐ-TTg).
  case statistics
  /// The portals' and document exchange's: H26.15 (Quyết định 20/2020/QĐ-TTg).
  case portal
}

/// How much of a unit went over to a successor.
public enum SuccessionExtent: String, CaseIterable, Sendable {
  case whole
  case part
  /// What remained after parts went elsewhere ("phần còn lại").
  case rest
}
