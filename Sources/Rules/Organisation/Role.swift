/// What a person may be to a unit, from a date to a date.
///
/// A role is bound to the unit whose work it is about, and reaches the units under it: the standing agency
/// of a province is bound to the province, not to its Department of Home Affairs.
public enum Role: String, CaseIterable, Sendable {
  /// Quản trị viên: accounts, rights, settings.
  case administrator
  /// Cơ quan thường trực (Sở/Phòng Nội vụ): runs PAR for its level.
  case standingAgency
  /// Lãnh đạo: answers for the unit, reads everything of it.
  case leader
  /// Công chức phụ trách CCHC of one unit.
  case unitOfficer
  /// Thành viên đoàn kiểm tra.
  case inspector
  /// Người xem.
  case viewer

  /// As an official calls it.
  public var words: Sentence {
    switch self {
    case .administrator: "quản trị viên"
    case .standingAgency: "cơ quan thường trực"
    case .leader: "lãnh đạo"
    case .unitOfficer: "công chức phụ trách CCHC"
    case .inspector: "thành viên đoàn kiểm tra"
    case .viewer: "người xem"
    }
  }

  /// The roles that a holder of this one may give to others and take from them, within its reach. None holds
  /// a role above this one.
  public var grantable: Set<Role> {
    switch self {
    case .administrator: Set(Role.allCases)
    case .standingAgency: [.standingAgency, .leader, .unitOfficer, .inspector, .viewer]
    case .leader, .unitOfficer, .inspector, .viewer: []
    }
  }
}
