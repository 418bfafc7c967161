import Records
import Rules
import Store
import TestSupport

/// A small country of two provinces, its merger and what came after; all names are made up.
enum UnitImportFixture {
  static let first = day(2025, 3, 1)
  static let merged = day(2025, 7, 1)
  static let later = day(2026, 4, 30)

  /// Three levels; "Tân Lập" stands in two districts.
  static let old = file(
    "old.csv",
    [
      "01|Tỉnh Tây Sơn|", "02|Tỉnh Đông Hải|", "001|Huyện Thượng|01", "002|Huyện Hạ|01",
      "003|Huyện Biển|02", "00001|Xã An Hòa|001", "00002|Xã Tân Lập|001", "00003|Xã Tân Lập|002",
      "00004|Thị trấn Thượng|001", "00005|Xã Đảo|003", "00006|Xã Giữ|002", "00007|Xã Cát|003",
      "00008|Xã Mất|003",
    ])

  /// Two levels; the province has the code of one old province and the name of the other.
  static let new = file(
    "new.csv",
    [
      "01|Tỉnh Đông Hải|", "00001|Xã An Hoà|01", "00002|Phường Tân Lập|01", "00003|Xã Hạ|01",
      "00004|Xã Thượng|01", "00005|Đặc khu Đảo|01", "00006|Xã Giữ|01",
    ])

  static let merges = file(
    "merges.csv",
    [
      "01|Tỉnh Đông Hải||tỉnh Tây Sơn và tỉnh Đông Hải. Ghi chú.",
      "00001|Xã An Hòa|01|Xã An Hòa, một phần diện tích của Xã Tân Lập (huyện Hạ)",
      "00002|Phường Tân Lập|01|Xã Tân Lập (huyện Thượng)",
      "00003|Xã Hạ|01|Xã Tân Lập (huyện Hạ) (phần còn lại), Xã Cat Ba",
      "00004|Xã Thượng|01|Thị trấn Thượng", "00005|Đặc khu Đảo|01|Xã Đảo, Xã Cát",
      "00006|Xã Giữ|01|giữ nguyên",
    ])

  /// A city now; one name put right, another only spelled otherwise, a commune that became a ward.
  static let latest = file(
    "latest.csv",
    [
      "01|Thành phố Đông Hải|", "00001|Xã An Hòa|01", "00002|Phường Tân Lập|01",
      "00003|Xã Hạ Long|01", "00004|Phường Thượng|01", "00005|Đặc khu Đảo|01", "00006|Xã Giữ|01",
    ])

  static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? .first
  }

  /// Lines "code|full name|parent code" or with the prose of a merger behind.
  static func file(_ name: String, _ lines: [String]) -> UnitListFile {
    let rows = lines.map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    var header = ["code", "full_name", "parent_code"]
    if rows.contains(where: { $0.count > 3 }) { header.append("merged_from") }
    var reader = UnitListReader(header: header, line: 1)
    for (index, row) in rows.enumerated() { reader.add(row, line: index + 2) }
    return UnitListFile(
      name: name, sha256: String(repeating: "ab", count: 32), list: reader.finish())
  }

  @discardableResult
  static func take(
    _ list: UnitListFile, _ merges: UnitListFile? = nil, on date: CivilDate,
    provinces: [String] = [], _ store: any Store
  ) async throws -> UnitImportPlan {
    let request = UnitImportRequest(
      list: list, merges: merges, effectiveOn: date, provinces: provinces)
    let act = TestOffice.act()
    return try await store.write { db in
      let plan = try UnitImport.plan(request, db, act)
      _ = try UnitImport.apply(plan, db, act)
      return plan
    }
  }

  /// Old, new with merges: the usual beginning of a test.
  static func history(_ store: any Store) async throws -> UnitImportPlan {
    try await take(old, on: first, store)
    return try await take(new, merges, on: merged, store)
  }

  /// "00001 Xã An Hòa < Huyện Thượng" for every unit with a code on a day, in the order of codes.
  static func tree(on date: CivilDate, _ store: any Store) async throws -> [String] {
    try await store.read { db in
      try db.rows(
        """
        SELECT c.code, v.full_name, COALESCE(p.full_name, '') AS above
        FROM unit_version v
        JOIN unit_code c ON c.unit_id = v.unit_id AND c.valid_from <= \(date)
          AND c.valid_to >= \(date)
        LEFT JOIN unit_version p ON p.unit_id = v.parent_id AND p.valid_from <= \(date)
          AND p.valid_to >= \(date)
        WHERE v.valid_from <= \(date) AND v.valid_to >= \(date)
        ORDER BY c.code
        """
      ).map { row in
        let above: String = try row.get("above")
        return try row.get("code", as: String.self) + " " + row.get("full_name", as: String.self)
          + (above.isEmpty ? "" : " < " + above)
      }
    }
  }

  /// "Xã Đảo > Đặc khu Đảo whole" for every succession.
  static func successions(_ store: any Store) async throws -> [String] {
    try await store.read { db in
      try db.rows(
        """
        SELECT o.full_name AS older, n.full_name AS newer, s.extent
        FROM unit_succession s
        JOIN unit_version o ON o.unit_id = s.predecessor_id AND o.valid_from < s.effective_on
        JOIN unit_version n ON n.unit_id = s.successor_id AND n.valid_from = s.effective_on
        ORDER BY n.full_name, o.full_name
        """
      ).map {
        try $0.get("older", as: String.self) + " > " + $0.get("newer", as: String.self) + " "
          + $0.get("extent", as: String.self)
      }.sorted()
    }
  }

  static func unit(
    _ code: String, on date: CivilDate, _ store: any Store
  ) async throws -> ID<Unit> {
    try await store.read { db in
      let row = try db.row(
        """
        SELECT unit_id FROM unit_code
        WHERE code = \(code) AND valid_from <= \(date) AND valid_to >= \(date)
        """)
      guard let row else { throw Refusal.notFound }
      return try row.get("unit_id")
    }
  }

  static func count(_ table: SQL, _ store: any Store) async throws -> Int {
    try await store.read { db in
      try db.row("SELECT COUNT(*) AS total FROM \(table)")?.get("total") ?? 0
    }
  }
}
