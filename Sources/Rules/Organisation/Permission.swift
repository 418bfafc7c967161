/// What can be done, as routes and records ask for it.
public enum Permission: String, CaseIterable, Sendable {
  case viewUnits
  case changeUnits
  case importUnits
  /// Which predecessor goes into which successor, where the lists leave it open.
  case decideMerges
  case viewPeople
  case changePeople
  /// Who is head or PAR officer, from when to when.
  case changeOfficeHoldings
  /// Passing what is open from one person to the next.
  case handOver
  case viewAccounts
  case manageAccounts
  case grantRoles
  /// Tokens of other accounts; one's own belong to `manageOwnAccount`.
  case manageTokens
  case manageOwnAccount
  case readAudit
  case exportAudit
  /// Settings and the state of the server; asked for on the office as a whole.
  case viewSettings
  case changeSettings
  case viewPlans
  /// Drafting a plan and reviewing what was read from its document.
  case changePlans
  /// A published plan gives units their duties.
  case publishPlans
  case viewDuties
  /// Saying for a unit what it has done, with evidence; asking for more time.
  case reportDuties
  /// Accepting a report or sending it back, granting more time: asked on the unit that gave the duty.
  case decideDuties
  /// Steering committees, their meetings and conclusions; members see theirs besides.
  case viewCommittees
  /// Making committees, preparing their meetings, issuing their conclusions; the secretary may besides.
  case manageCommittees
  /// Giving units something to do outside any plan, and saying who takes over from a unit that ended: asked on the
  /// unit that gives.
  case giveDuties

  /// As it stands in a sentence: "không có quyền …".
  public var words: Sentence {
    switch self {
    case .viewUnits: "xem đơn vị"
    case .changeUnits: "sửa đơn vị"
    case .importUnits: "nhập danh mục đơn vị"
    case .decideMerges: "quyết định việc sáp nhập, chia tách đơn vị"
    case .viewPeople: "xem cán bộ, công chức"
    case .changePeople: "sửa thông tin cán bộ, công chức"
    case .changeOfficeHoldings: "ghi người giữ chức vụ"
    case .handOver: "bàn giao công việc"
    case .viewAccounts: "xem tài khoản"
    case .manageAccounts: "quản lý tài khoản"
    case .grantRoles: "cấp hoặc thu hồi vai trò"
    case .manageTokens: "quản lý mã truy cập API của người khác"
    case .manageOwnAccount: "quản lý tài khoản của chính mình"
    case .readAudit: "xem nhật ký"
    case .exportAudit: "xuất nhật ký"
    case .viewSettings: "xem cấu hình và tình trạng hệ thống"
    case .changeSettings: "sửa cấu hình hệ thống"
    case .viewPlans: "xem kế hoạch"
    case .changePlans: "soạn kế hoạch"
    case .publishPlans: "ban hành kế hoạch"
    case .viewDuties: "xem việc được giao"
    case .reportDuties: "báo cáo kết quả thực hiện"
    case .decideDuties: "xác nhận kết quả thực hiện"
    case .viewCommittees: "xem Ban Chỉ đạo"
    case .manageCommittees: "quản lý Ban Chỉ đạo và các cuộc họp"
    case .giveDuties: "giao việc"
    }
  }
}

/// Where a thing's unit stands to the unit that a role is bound to.
public enum Relation: String, CaseIterable, Sendable {
  case own
  case subordinate
  case foreign
}

/// Who may do what: one table, tested as a table.
public enum Permissions {
  /// How far a role carries a permission.
  enum Reach {
    case none
    /// The very unit the role is bound to.
    case own
    /// That unit and all under it.
    case tree
    /// What belongs to the person alone, wherever the role is bound.
    case any
  }

  /// One permission's reach for each role.
  struct Line {
    let administrator, standingAgency, leader, unitOfficer, inspector, viewer: Reach

    init(
      _ administrator: Reach, _ standingAgency: Reach, _ leader: Reach, _ unitOfficer: Reach,
      _ inspector: Reach, _ viewer: Reach
    ) {
      self.administrator = administrator
      self.standingAgency = standingAgency
      self.leader = leader
      self.unitOfficer = unitOfficer
      self.inspector = inspector
      self.viewer = viewer
    }

    func reach(of role: Role) -> Reach {
      switch role {
      case .administrator: administrator
      case .standingAgency: standingAgency
      case .leader: leader
      case .unitOfficer: unitOfficer
      case .inspector: inspector
      case .viewer: viewer
      }
    }
  }

  /// administrator, standing agency, leader, unit officer, inspector, viewer.
  static func line(_ permission: Permission) -> Line {
    switch permission {
    case .viewUnits: Line(.tree, .tree, .tree, .tree, .tree, .tree)
    case .changeUnits: Line(.tree, .tree, .none, .none, .none, .none)
    case .importUnits: Line(.tree, .tree, .none, .none, .none, .none)
    case .decideMerges: Line(.tree, .tree, .none, .none, .none, .none)
    case .viewPeople: Line(.tree, .tree, .tree, .tree, .tree, .tree)
    case .changePeople: Line(.tree, .tree, .none, .own, .none, .none)
    case .changeOfficeHoldings: Line(.tree, .tree, .none, .own, .none, .none)
    case .handOver: Line(.tree, .tree, .own, .own, .none, .none)
    case .viewAccounts: Line(.tree, .tree, .none, .none, .none, .none)
    case .manageAccounts: Line(.tree, .none, .none, .none, .none, .none)
    case .grantRoles: Line(.tree, .tree, .none, .none, .none, .none)
    case .manageTokens: Line(.tree, .none, .none, .none, .none, .none)
    case .manageOwnAccount: Line(.any, .any, .any, .any, .any, .any)
    case .readAudit: Line(.tree, .tree, .none, .none, .none, .none)
    case .exportAudit: Line(.tree, .none, .none, .none, .none, .none)
    case .viewSettings: Line(.tree, .none, .none, .none, .none, .none)
    case .changeSettings: Line(.tree, .none, .none, .none, .none, .none)
    case .viewPlans: Line(.tree, .tree, .tree, .tree, .tree, .tree)
    case .changePlans: Line(.tree, .tree, .none, .own, .none, .none)
    case .publishPlans: Line(.tree, .tree, .own, .none, .none, .none)
    case .viewDuties: Line(.tree, .tree, .tree, .tree, .tree, .tree)
    case .reportDuties: Line(.none, .tree, .own, .own, .none, .none)
    case .decideDuties: Line(.none, .tree, .own, .none, .none, .none)
    case .viewCommittees: Line(.tree, .tree, .tree, .tree, .tree, .tree)
    case .manageCommittees: Line(.tree, .tree, .none, .own, .none, .none)
    case .giveDuties: Line(.none, .tree, .own, .none, .none, .none)
    }
  }

  /// Whether `role`, bound to a unit, allows `permission` on a unit that stands to it in `relation`.
  public static func allows(_ role: Role, _ permission: Permission, _ relation: Relation) -> Bool {
    switch line(permission).reach(of: role) {
    case .none: false
    case .own: relation == .own
    case .tree: relation != .foreign
    case .any: true
    }
  }

  /// The roles that carry a permission somewhere, highest first.
  public static func roles(with permission: Permission) -> [Role] {
    Role.allCases.filter { line(permission).reach(of: $0) != .none }
  }
}
