public import Rules
public import Store

/// One code of a unit, from a day to a day.
public struct UnitCode: Sendable, Equatable {
  public let scheme: CodeScheme
  public let level: UnitLevel
  public let code: String
  public let from: CivilDate
  public let to: CivilDate
}

/// Codes of units. A code is one unit's within its scheme and level on a day; when that unit has ended it
/// may live on under another, so a code alone does not tell the unit: ask with a day.
public enum UnitCodes {
  /// All codes a unit has or had: by scheme, newest first.
  public static func of(
    _ unit: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> [UnitCode] {
    _ = try Units.find(unit, on: act.today, db, act)
    return try all(of: unit, db)
  }

  private static func all(of unit: ID<Unit>, _ db: any Reader) throws -> [UnitCode] {
    try db.rows(
      """
      SELECT scheme, level, code, valid_from, valid_to
      FROM unit_code
      WHERE unit_id = \(unit)
      ORDER BY scheme DESC, valid_from DESC
      """
    ).map {
      UnitCode(
        scheme: try $0.choice("scheme"), level: try $0.choice("level"), code: try $0.get("code"),
        from: try $0.get("valid_from"), to: try $0.get("valid_to"))
    }
  }

  /// Gives a unit a code from a day on, in place of the one it had in that scheme; a code that begins later
  /// ends it again. Needs `changeUnits` on the unit.
  public static func assign(
    _ code: String, _ scheme: CodeScheme, to unit: ID<Unit>, from date: CivilDate,
    seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let holder = try Units.editable(unit, on: date, seen: version, db, act)
    guard holder.isInForce(on: date) else {
      throw Refusal.invalid([
        Problem("from", "\(holder.fullName) không có trong ngày \(date.vietnamese).")
      ])
    }
    let codes = try all(of: unit, db).filter { $0.scheme == scheme }
    let old = codes.first { $0.from <= date && date <= $0.to }
    let next = codes.last { $0.from > date }
    if let old {
      try db.execute(
        old.from == date
          ? """
          DELETE FROM unit_code
          WHERE unit_id = \(unit) AND scheme = \(scheme.rawValue) AND valid_from = \(date)
          """
          : """
          UPDATE unit_code SET valid_to = \(date.adding(days: -1))
          WHERE unit_id = \(unit) AND scheme = \(scheme.rawValue) AND valid_from = \(old.from)
          """)
    }
    try insert(
      code, scheme, holder.kind.level, of: unit, from: date,
      to: next?.from.adding(days: -1) ?? holder.to, db)
    try Units.bump(unit, seen: version, db)
    try Audit.record(
      "unit.code", of: .unit(unit), unit: unit,
      before: old.map { ["scheme": scheme.rawValue, "code": $0.code] },
      after: ["scheme": scheme.rawValue, "code": normalised(code), "from": date.iso], db, act)
  }

  /// Takes a code from a unit: `last` is its last day.
  public static func end(
    _ scheme: CodeScheme, of unit: ID<Unit>, on last: CivilDate, seen version: Int,
    _ db: any Writer, _ act: Act
  ) throws {
    _ = try Units.editable(unit, on: last, seen: version, db, act)
    let code = try all(of: unit, db).first {
      $0.scheme == scheme && $0.from <= last && last < $0.to
    }
    guard let code else {
      throw Refusal.invalid([
        Problem("last", "Đơn vị không có mã loại này còn dùng sau ngày \(last.vietnamese).")
      ])
    }
    try db.execute(
      """
      UPDATE unit_code SET valid_to = \(last)
      WHERE unit_id = \(unit) AND scheme = \(scheme.rawValue) AND valid_from = \(code.from)
      """)
    try Units.bump(unit, seen: version, db)
    try Audit.record(
      "unit.code.end", of: .unit(unit), unit: unit,
      before: ["scheme": scheme.rawValue, "code": code.code, "to": code.to.iso],
      after: ["to": last.iso], db, act)
  }

  static func insert(
    _ text: String, _ scheme: CodeScheme, _ level: UnitLevel, of unit: ID<Unit>, from: CivilDate,
    to: CivilDate, _ db: any Writer
  ) throws {
    let code = normalised(text)
    if let problem = problem(code, scheme, level) { throw Refusal.invalid([problem]) }
    let holder = try db.row(
      """
      SELECT v.full_name, c.valid_from, c.valid_to
      FROM unit_code c
      JOIN unit_version v ON v.unit_id = c.unit_id
      WHERE c.code = \(code) AND c.scheme = \(scheme.rawValue) AND c.level = \(level.rawValue)
        AND c.valid_from <= \(to) AND c.valid_to >= \(from)
      ORDER BY v.valid_from DESC
      LIMIT 1
      """)
    if let holder {
      let since: CivilDate = try holder.get("valid_from")
      throw Refusal.invalid([
        Problem(
          scheme.rawValue,
          "Mã \(code) đang là mã của \(try holder.get("full_name", as: String.self)) "
            + "(từ ngày \(since.vietnamese)). Một mã chỉ thuộc một đơn vị trong cùng thời gian.")
      ])
    }
    try db.copyIn(
      "unit_code", UnitRows.codeColumns,
      [UnitRows.code(unit, scheme, level, code, from, to)])
  }

  /// Ends with the unit; codes that would begin later vanish.
  static func close(of unit: ID<Unit>, on last: CivilDate, _ db: any Writer) throws {
    try db.execute("DELETE FROM unit_code WHERE unit_id = \(unit) AND valid_from > \(last)")
    try db.execute(
      "UPDATE unit_code SET valid_to = \(last) WHERE unit_id = \(unit) AND valid_to > \(last)")
  }

  /// Capitals, no blanks: `h26.15 ` is `H26.15`.
  static func normalised(_ text: String) -> String {
    String(text.filter { !$0.isWhitespace }).uppercased()
  }

  /// ASCII letters, digits, dots and hyphens, at most 35.
  static func isWellFormed(_ code: String) -> Bool {
    (1...35).contains(code.utf8.count)
      && code.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || $0 == 45 || $0 == 46
      }
  }

  private static func problem(
    _ code: String, _ scheme: CodeScheme, _ level: UnitLevel
  ) -> Problem? {
    switch scheme {
    case .portal:
      return isWellFormed(code)
        ? nil
        : Problem(
          scheme.rawValue,
          "Mã định danh gồm chữ cái không dấu, chữ số, dấu chấm, tối đa 35 ký tự, ví dụ H26.15.")
    case .statistics:
      let digits: [UnitLevel: Int] = [.province: 2, .district: 3, .commune: 5]
      guard let count = digits[level] else {
        return Problem(scheme.rawValue, "Chỉ tỉnh, huyện, xã và tương đương có mã thống kê.")
      }
      return code.utf8.count == count && code.utf8.allSatisfy { (48...57).contains($0) }
        ? nil
        : Problem(
          scheme.rawValue,
          "Mã thống kê của cấp này gồm đúng \(count) chữ số (giữ cả số 0 ở đầu).")
    }
  }
}
