public import Records
public import Rules
public import Store

/// A small province over the change from three levels to two: before 1 July 2025 a district with communes
/// Phú Lộc, Hòa An and Thị trấn Sịa, after it Phường Hòa Lộc (of Phú Lộc and Hòa An) and Xã Quảng Điền.
public struct SampleTree: Sendable {
  public let province: ID<Unit>
  public let homeAffairs: ID<Unit>
  public let district: ID<Unit>
  public let phuLoc: ID<Unit>
  public let hoaAn: ID<Unit>
  /// Thị trấn Sịa, which was split: part to Hòa Lộc, the rest to Quảng Điền.
  public let sia: ID<Unit>
  public let hoaLoc: ID<Unit>
  public let quangDien: ID<Unit>
  /// Phòng Kinh tế of Phường Hòa Lộc.
  public let economy: ID<Unit>

  public static let lastJune = day("2025-06-30")
  public static let firstJuly = day("2025-07-01")

  /// A date of a test, written out.
  public static func day(_ iso: String) -> CivilDate {
    guard let date = CivilDate(iso: iso) else { preconditionFailure("no day: \(iso)") }
    return date
  }

  public static func make(_ db: any Writer, _ act: Act) throws -> SampleTree {
    func unit(
      _ kind: UnitKind, _ name: String, _ parent: ID<Unit>?, _ from: String,
      _ to: CivilDate? = nil, code: String? = nil
    ) throws -> ID<Unit> {
      try Units.create(
        UnitDraft(
          UnitState(kind: kind, name: name, parent: parent), from: day(from), to: to,
          codes: code.map { [.statistics: $0] } ?? [:]), db, act)
    }
    let province = try unit(.province, "Hương Giang", nil, "2020-01-01", code: "46")
    let homeAffairs = try unit(.department, "Sở Nội vụ", province, "2020-01-01")
    let district = try unit(.district, "Quảng Điền", province, "2020-01-01", lastJune, code: "474")
    let phuLoc = try unit(
      .commune, "Phú Lộc", district, "2020-01-01", lastJune, code: "19750")
    let hoaAn = try unit(.commune, "Hòa An", district, "2020-01-01", lastJune, code: "19753")
    let sia = try unit(.township, "Sịa", district, "2020-01-01", lastJune, code: "19756")
    let hoaLoc = try unit(.ward, "Hòa Lộc", province, "2025-07-01", code: "19750")
    let quangDien = try unit(.commune, "Quảng Điền", province, "2025-07-01", code: "19756")
    let economy = try unit(.division, "Phòng Kinh tế", hoaLoc, "2025-07-01")
    let source = "Nghị quyết 1675/NQ-UBTVQH15"
    for (old, new, extent) in [
      (phuLoc, hoaLoc, SuccessionExtent.whole), (hoaAn, hoaLoc, .whole), (sia, hoaLoc, .part),
      (sia, quangDien, .rest),
    ] {
      try UnitSuccessions.record(
        from: old, to: new, on: firstJuly, extent, source: source, db, act)
    }
    return SampleTree(
      province: province, homeAffairs: homeAffairs, district: district, phuLoc: phuLoc,
      hoaAn: hoaAn, sia: sia, hoaLoc: hoaLoc, quangDien: quangDien, economy: economy)
  }
}
