/// Which kinds of unit exist when, and which may stand under which.
public enum UnitOrder {
  /// The last day of districts and townships, and the law that says so.
  ///
  /// Nghị quyết 203/2025/QH15 ended the district level; since 1 July 2025 the communal level is made of xã,
  /// phường and đặc khu only (LEGAL-FACTS 9.01–9.03).
  public static let lastDayOfDistricts = CivilDate(dayNumber: 20_269)
  public static let source: Sentence = "Nghị quyết 203/2025/QH15"

  /// The last day on which a unit may be of `kind`; nil where the law names none.
  public static func lastDay(of kind: UnitKind) -> CivilDate? {
    kind.level == .district || kind == .township ? lastDayOfDistricts : nil
  }

  /// The first day on which a unit may be of `kind`; nil where none is known.
  public static func firstDay(of kind: UnitKind) -> CivilDate? {
    kind == .specialZone ? lastDayOfDistricts.adding(days: 1) : nil
  }

  /// Whether a unit of `kind` may stand under one of kind `parent` (nil: at the top of the office), some day.
  public static func mayStand(_ kind: UnitKind, under parent: UnitKind?) -> Bool {
    guard let parent else { return kind.level != .organ || kind == .department }
    return switch kind {
    case .province, .municipality: false
    case .district, .urbanDistrict, .town, .provincialCity, .department: parent.level == .province
    case .commune, .ward, .township, .specialZone: [.province, .district].contains(parent.level)
    case .division, .publicServiceUnit: parent.level != .organ || parent != .committee
    case .committee: parent != .division && parent != .committee
    }
  }

  /// The days on which a unit of `kind` may stand under `parent`: communes stood under districts until the
  /// district level ended, and stand under provinces since. Nil: no day.
  public static func days(
    _ kind: UnitKind, under parent: UnitKind?
  ) -> ClosedRange<CivilDate>? {
    guard mayStand(kind, under: parent) else { return nil }
    var first = firstDay(of: kind) ?? CivilDate.first
    let last = lastDay(of: kind) ?? CivilDate.last
    if kind.level == .commune, parent?.level == .province {
      first = max(first, lastDayOfDistricts.adding(days: 1))
    }
    let parentLast = parent.flatMap(lastDay(of:)) ?? CivilDate.last
    return first <= min(last, parentLast) ? first...min(last, parentLast) : nil
  }
}

extension CivilDate {
  /// 0001-01-01
  public static let first = CivilDate(dayNumber: -719_162)
  /// 9999-12-31, which stands for "no end known".
  public static let last = CivilDate(dayNumber: 2_932_896)
}
