internal import Rules

/// A fictional province of today's two levels, for trying the program out and for tests. No such
/// province, unit or person exists.
enum SampleData {
  struct SampleUnit: Sendable {
    let key: String
    let parent: String?
    let kind: UnitKind
    let name: String
    let code: String?
    var from = twoLevels
    var to: CivilDate?
  }

  struct SamplePerson: Sendable {
    let login: String
    let name: String
    let unit: String
    let post: Post
    let title: String
    /// The role and the unit it is bound to; nil for people without an account.
    var role: (role: Role, unit: String?)?
  }

  /// Two levels of government from 1 July 2025.
  static let twoLevels = CivilDate(dayNumber: 20_270)
  /// A day long before, for units that have always been there.
  static let longAgo = CivilDate(dayNumber: 12_418)
  static let lastDayOfDistricts = CivilDate(dayNumber: 20_269)

  static let units: [SampleUnit] = [
    SampleUnit(
      key: "tan-an", parent: nil, kind: .province, name: "Tân An", code: "99", from: longAgo),
    department("noi-vu", "Sở Nội vụ"),
    department("tai-chinh", "Sở Tài chính"),
    department("tu-phap", "Sở Tư pháp"),
    department("xay-dung", "Sở Xây dựng"),
    department("nong-nghiep", "Sở Nông nghiệp và Môi trường"),
    department("khoa-hoc", "Sở Khoa học và Công nghệ"),
    department("y-te", "Sở Y tế"),
    SampleUnit(
      key: "cchc", parent: "noi-vu", kind: .division, name: "Phòng Cải cách hành chính", code: nil),
    SampleUnit(
      key: "cong-chuc", parent: "noi-vu", kind: .division, name: "Phòng Công chức, viên chức",
      code: nil),
    SampleUnit(
      key: "luu-tru", parent: "noi-vu", kind: .publicServiceUnit,
      name: "Trung tâm Lưu trữ lịch sử", code: nil),
    commune("phu-loc", "Phú Lộc", "99001"),
    commune("tan-hoi", "Tân Hội", "99002"),
    commune("long-thanh", "Long Thạnh", "99003"),
    commune("binh-hoa", "Bình Hòa", "99004"),
    commune("my-duc", "Mỹ Đức Đông", "99005"),
    commune("thanh-phu", "Thạnh Phú Tây", "99006"),
    commune("an-khe", "An Khê Thượng", "99007"),
    commune("dak-sra", "Đăk Sra", "99008"),
    commune("ia-ly", "Ia Lâm", "99009"),
    ward("ben-cat", "Bến Cát Nam", "99101"),
    ward("tan-an-1", "Tân An 1", "99102"),
    SampleUnit(
      key: "hon-ngoc", parent: "tan-an", kind: .specialZone, name: "Hòn Ngọc", code: "99201"),
    SampleUnit(
      key: "phu-loc-vp", parent: "phu-loc", kind: .division,
      name: "Văn phòng HĐND và UBND", code: nil),
    SampleUnit(
      key: "phu-loc-ttpvhcc", parent: "phu-loc", kind: .publicServiceUnit,
      name: "Trung tâm Phục vụ hành chính công", code: nil),
    // What stood before 1 July 2025, so that history can be looked at.
    old("huyen-phu-loc", "tan-an", .district, "Phú Lộc", "991"),
    old("xa-phu-loc", "huyen-phu-loc", .commune, "Phú Lộc", "99001"),
    old("xa-phu-my", "huyen-phu-loc", .commune, "Phú Mỹ", "99011"),
    old("tt-phu-loc", "huyen-phu-loc", .township, "Phú Lộc Thị", "99012"),
    old("xa-tan-hoi-dong", "huyen-phu-loc", .commune, "Tân Hội Đông", "99013"),
  ]

  /// Which old unit went into which new one.
  static let successions: [(from: String, to: String, whole: Bool)] = [
    ("xa-phu-loc", "phu-loc", true),
    ("xa-phu-my", "phu-loc", true),
    ("tt-phu-loc", "phu-loc", false),
    ("tt-phu-loc", "tan-hoi", false),
    ("xa-tan-hoi-dong", "tan-hoi", true),
  ]

  static let people: [SamplePerson] = [
    SamplePerson(
      login: "quantri", name: "Lê Quang Vinh", unit: "noi-vu", post: .staff,
      title: "Quản trị hệ thống", role: (.administrator, nil)),
    SamplePerson(
      login: "hanh.tt", name: "Trần Thị Hạnh", unit: "cchc", post: .parOfficer,
      title: "Chuyên viên CCHC", role: (.standingAgency, "tan-an")),
    SamplePerson(
      login: "minh.nv", name: "Nguyễn Văn Minh", unit: "noi-vu", post: .head,
      title: "Giám đốc Sở", role: (.leader, "tan-an")),
    SamplePerson(
      login: "dung.pv", name: "Phạm Văn Dũng", unit: "cchc", post: .head,
      title: "Trưởng phòng", role: (.inspector, "tan-an")),
    SamplePerson(
      login: "thao.hh", name: "H'Thảo Niê", unit: "phu-loc", post: .parOfficer,
      title: "Công chức Văn phòng", role: (.unitOfficer, "phu-loc")),
    SamplePerson(
      login: "binh.dq", name: "Đặng Quốc Bình", unit: "phu-loc", post: .head,
      title: "Chủ tịch UBND xã", role: (.leader, "phu-loc")),
    SamplePerson(
      login: "lan.vt", name: "Võ Thị Lan", unit: "ben-cat", post: .parOfficer,
      title: "Công chức Văn phòng", role: (.unitOfficer, "ben-cat")),
    SamplePerson(
      login: "son.hm", name: "Hoàng Minh Sơn", unit: "tu-phap", post: .parOfficer,
      title: "Chuyên viên Văn phòng", role: (.unitOfficer, "tu-phap")),
    SamplePerson(
      login: "xem", name: "Bùi Thu Hà", unit: "tai-chinh", post: .staff,
      title: "Chuyên viên", role: (.viewer, "tai-chinh")),
    SamplePerson(
      login: "", name: "Ngô Thị Ánh Tuyết", unit: "tu-phap", post: .head, title: "Giám đốc Sở"),
    SamplePerson(
      login: "", name: "Đỗ Hữu Đức", unit: "ben-cat", post: .head, title: "Chủ tịch UBND phường"),
    SamplePerson(
      login: "", name: "Ưng Thị Ý Nhi", unit: "tan-hoi", post: .head, title: "Chủ tịch UBND xã"),
  ]

  private static func department(_ key: String, _ name: String) -> SampleUnit {
    SampleUnit(key: key, parent: "tan-an", kind: .department, name: name, code: nil)
  }

  private static func commune(_ key: String, _ name: String, _ code: String) -> SampleUnit {
    SampleUnit(key: key, parent: "tan-an", kind: .commune, name: name, code: code)
  }

  private static func ward(_ key: String, _ name: String, _ code: String) -> SampleUnit {
    SampleUnit(key: key, parent: "tan-an", kind: .ward, name: name, code: code)
  }

  private static func old(
    _ key: String, _ parent: String, _ kind: UnitKind, _ name: String, _ code: String
  ) -> SampleUnit {
    SampleUnit(
      key: key, parent: parent, kind: kind, name: name, code: code, from: longAgo,
      to: lastDayOfDistricts)
  }
}
