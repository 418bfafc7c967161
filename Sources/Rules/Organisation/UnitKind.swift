/// What a unit is. Administrative kinds follow the law of their day; a change of kind keeps the unit.
public enum UnitKind: String, CaseIterable, Sendable {
  /// Tỉnh.
  case province
  /// Thành phố trực thuộc trung ương.
  case municipality
  /// Sở, ban, ngành of a province.
  case department
  /// Huyện.
  case district
  /// Quận.
  case urbanDistrict
  /// Thị xã.
  case town
  /// Thành phố thuộc tỉnh.
  case provincialCity
  /// Xã.
  case commune
  /// Phường.
  case ward
  /// Thị trấn.
  case township
  /// Đặc khu.
  case specialZone
  /// Phòng, ban, chi cục inside a unit.
  case division
  /// Đơn vị sự nghiệp công lập.
  case publicServiceUnit
  /// Ban chỉ đạo, hội đồng, ban quản lý.
  case committee
}

/// Where a kind stands; statistics codes are unique within a level only.
public enum UnitLevel: String, CaseIterable, Sendable {
  case province
  case district
  case commune
  /// Agencies, divisions and other organs, which have no territory of their own.
  case organ
}

extension UnitKind {
  public var level: UnitLevel {
    switch self {
    case .province, .municipality: .province
    case .district, .urbanDistrict, .town, .provincialCity: .district
    case .commune, .ward, .township, .specialZone: .commune
    case .department, .division, .publicServiceUnit, .committee: .organ
    }
  }

  public var vietnamese: String {
    switch self {
    case .province: "Tỉnh"
    case .municipality: "Thành phố trực thuộc trung ương"
    case .department: "Sở, ban, ngành"
    case .district: "Huyện"
    case .urbanDistrict: "Quận"
    case .town: "Thị xã"
    case .provincialCity: "Thành phố thuộc tỉnh"
    case .commune: "Xã"
    case .ward: "Phường"
    case .township: "Thị trấn"
    case .specialZone: "Đặc khu"
    case .division: "Phòng, chi cục"
    case .publicServiceUnit: "Đơn vị sự nghiệp công lập"
    case .committee: "Ban, hội đồng"
    }
  }

  /// As it stands inside a sentence: "xã", "đơn vị sự nghiệp công lập".
  public var words: Sentence {
    Sentence(words: vietnamese.prefix(1).lowercased() + vietnamese.dropFirst())
  }

  /// What stands before the name ("Xã" in "Xã Phú Lộc"); nil for organs, whose name is whole.
  public var prefix: String? {
    switch self {
    case .municipality, .provincialCity: "Thành phố"
    case _ where level == .organ: nil
    default: vietnamese
    }
  }

  /// "Xã Phú Lộc" of "Phú Lộc".
  public func fullName(_ name: String) -> String {
    prefix.map { $0 + " " + name } ?? name
  }
}
