/// Units that a plan names together; which ones they are is asked of the tree on the day of publication.
public enum UnitGroup: String, CaseIterable, Sendable {
  /// Xã, phường, thị trấn, đặc khu under the issuing unit.
  case communes
  /// Huyện, quận, thị xã, thành phố under it, until 30 June 2025.
  case districts
  /// Sở, ban, ngành of the issuing unit.
  case departments
  /// Phòng, ban, chi cục inside it.
  case divisions
  /// Đơn vị sự nghiệp công lập under it.
  case publicServiceUnits
  /// Organs of every kind directly under it: departments, divisions, public service units.
  case organs
  /// Organs directly under it, and its communes and districts.
  case everyone

  public var words: Sentence {
    switch self {
    case .communes: "các xã, phường, đặc khu"
    case .districts: "các huyện, quận, thị xã, thành phố"
    case .departments: "các sở, ban, ngành"
    case .divisions: "các phòng, ban, chi cục"
    case .publicServiceUnits: "các đơn vị sự nghiệp công lập"
    case .organs: "các cơ quan, đơn vị trực thuộc"
    case .everyone: "tất cả cơ quan, đơn vị, địa phương"
    }
  }

  /// Whether a unit of this kind, which stands `depth` steps under the issuing unit, belongs to the group.
  public func contains(_ kind: UnitKind, depth: Int) -> Bool {
    switch self {
    case .communes: kind.level == .commune
    case .districts: kind.level == .district
    case .departments: kind == .department && depth == 1
    case .divisions: kind == .division && depth == 1
    case .publicServiceUnits: kind == .publicServiceUnit && depth == 1
    case .organs: kind.level == .organ && kind != .committee && depth == 1
    case .everyone:
      kind.level == .commune || kind.level == .district
        || (kind.level == .organ && kind != .committee && depth == 1)
    }
  }
}
