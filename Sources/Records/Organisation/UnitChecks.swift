internal import Rules
internal import Store

/// What must hold for a state of a unit on the days from `from` to `to`.
struct UnitClaim {
  /// Nil for a unit that does not exist yet.
  var unit: ID<Unit>?
  var state: UnitState
  var from: CivilDate
  var to: CivilDate
}

enum UnitChecks {
  /// Throws `Refusal.invalid` with everything that is wrong with a claim.
  static func demand(_ claim: UnitClaim, _ db: any Reader, _ act: Act) throws {
    var problems: [Problem] = []
    if let problem = OfficeText.problem(claim.state.name, "name", "Tên đơn vị") {
      problems.append(problem)
    }
    if claim.from > claim.to {
      problems.append(Problem("to", "Ngày kết thúc không được trước ngày bắt đầu."))
    } else {
      problems += kindProblems(claim)
      problems += try parentProblems(claim, db, act)
      problems += try siblingProblems(claim, db)
      problems += try childProblems(claim, db)
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }

  private static func kindProblems(_ claim: UnitClaim) -> [Problem] {
    let kind = claim.state.kind
    if let last = UnitOrder.lastDay(of: kind), claim.to > last {
      return [
        Problem(
          "kind",
          "Từ ngày \(last.adding(days: 1).vietnamese) không còn \(kind.words) "
            + "(\(UnitOrder.source)). Hãy chọn loại khác hoặc ghi ngày kết thúc "
            + "không sau \(last.vietnamese).")
      ]
    }
    if let first = UnitOrder.firstDay(of: kind), claim.from < first {
      return [
        Problem(
          "kind",
          "Trước ngày \(first.vietnamese) chưa có \(kind.words). "
            + "Hãy chọn loại khác hoặc ngày bắt đầu muộn hơn.")
      ]
    }
    return []
  }

  private static func parentProblems(
    _ claim: UnitClaim, _ db: any Reader, _ act: Act
  ) throws -> [Problem] {
    guard let parent = claim.state.parent else {
      if UnitOrder.mayStand(claim.state.kind, under: nil) { return [] }
      return [
        Problem("parent", "\(claim.state.kind.words) phải trực thuộc một đơn vị. Hãy chọn.")
      ]
    }
    if parent == claim.unit {
      return [Problem("parent", "Đơn vị không thể trực thuộc chính nó.")]
    }
    guard let above = try visible(parent, on: claim.from, db, act) else {
      return [Problem("parent", "Không có đơn vị cấp trên này. Hãy chọn lại.")]
    }
    if above.from > claim.from || above.to < claim.to {
      return [Problem("parent", tooShort(above, claim))]
    }
    if try isUnder(claim, parent, db) {
      return [
        Problem(
          "parent",
          "\(above.fullName) đang trực thuộc chính đơn vị này, nên không thể là cấp trên của nó.")
      ]
    }
    return try Units.versions(of: parent, db).compactMap { version in
      misfit(claim.state.kind, claim.from, claim.to, under: version, "parent")
    }
  }

  private static func visible(
    _ id: ID<Unit>, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> Unit? {
    do {
      return try Units.find(id, on: date, db, act)
    } catch Refusal.notFound {
      return nil
    }
  }

  private static func tooShort(_ above: Unit, _ claim: UnitClaim) -> Sentence {
    above.from > claim.from
      ? "\(above.fullName) chỉ có từ ngày \(above.from.vietnamese). "
        + "Hãy chọn ngày bắt đầu không trước ngày đó, hoặc đơn vị cấp trên khác."
      : "\(above.fullName) kết thúc ngày \(above.to.vietnamese). "
        + "Hãy ghi ngày kết thúc không sau ngày đó, hoặc chọn đơn vị cấp trên khác."
  }

  /// Whether the parent stands under the unit itself on one of the days, directly or through others.
  private static func isUnder(
    _ claim: UnitClaim, _ parent: ID<Unit>, _ db: any Reader
  ) throws -> Bool {
    guard let unit = claim.unit else { return false }
    return try db.row(
      """
      WITH RECURSIVE up (id, first_day, last_day, depth) AS (
        SELECT parent_id,
          CASE WHEN valid_from < \(claim.from) THEN \(claim.from) ELSE valid_from END,
          CASE WHEN valid_to > \(claim.to) THEN \(claim.to) ELSE valid_to END,
          1
        FROM unit_version
        WHERE unit_id = \(parent) AND valid_from <= \(claim.to) AND valid_to >= \(claim.from)
        UNION ALL
        SELECT v.parent_id,
          CASE WHEN v.valid_from < up.first_day THEN up.first_day ELSE v.valid_from END,
          CASE WHEN v.valid_to > up.last_day THEN up.last_day ELSE v.valid_to END,
          up.depth + 1
        FROM up
        JOIN unit_version v ON v.unit_id = up.id
        WHERE v.valid_from <= up.last_day AND v.valid_to >= up.first_day AND up.depth < 20
      )
      SELECT 1 AS found FROM up WHERE id = \(unit) LIMIT 1
      """) != nil
  }

  /// The problem of a kind under one state of its parent on the days they share.
  private static func misfit(
    _ kind: UnitKind, _ from: CivilDate, _ to: CivilDate, under parent: Unit, _ field: String
  ) -> Problem? {
    let first = max(from, parent.stateFrom)
    let last = min(to, parent.stateTo)
    guard first <= last else { return nil }
    guard let days = UnitOrder.days(kind, under: parent.kind) else {
      return Problem(
        field, "\(kind.words) không thể trực thuộc \(parent.kind.words).")
    }
    if days.lowerBound <= first, last <= days.upperBound { return nil }
    let rule: Sentence =
      days.lowerBound > first
      ? "chỉ từ ngày \(days.lowerBound.vietnamese)" : "chỉ đến ngày \(days.upperBound.vietnamese)"
    return Problem(
      field,
      "\(kind.words) trực thuộc \(parent.kind.words) \(rule) "
        + "(\(UnitOrder.source)). Hãy sửa ngày hoặc đơn vị cấp trên.")
  }

  private static func siblingProblems(_ claim: UnitClaim, _ db: any Reader) throws -> [Problem] {
    let under: SQL =
      claim.state.parent.map { "parent_id = \($0)" } ?? "parent_id IS NULL"
    let twin = try db.row(
      """
      SELECT full_name, valid_from, valid_to
      FROM unit_version
      WHERE \(under) AND folded_name = \(UnitKeys(claim.state).folded)
        AND valid_from <= \(claim.to) AND valid_to >= \(claim.from)
        AND unit_id <> \(claim.unit?.text ?? "")
      ORDER BY valid_from
      LIMIT 1
      """)
    guard let twin else { return [] }
    let from: CivilDate = try twin.get("valid_from")
    return [
      Problem(
        "name",
        "Đã có \(try twin.get("full_name", as: String.self)) cùng cấp trên (từ ngày "
          + "\(from.vietnamese)). Hai đơn vị cùng cấp trên không được trùng tên trong cùng thời gian."
      )
    ]
  }

  /// Those under the unit must fit its kind as well.
  private static func childProblems(_ claim: UnitClaim, _ db: any Reader) throws -> [Problem] {
    guard let unit = claim.unit else { return [] }
    let state = Unit(
      id: unit, state: claim.state, from: claim.from, to: claim.to, stateFrom: claim.from,
      stateTo: claim.to, version: 0)
    let children = try UnitChildren.of(unit, from: claim.from, to: claim.to, db)
    let misfits = children.filter {
      misfit($0.kind, $0.stateFrom, $0.stateTo, under: state, "kind") != nil
    }
    if misfits.isEmpty { return [] }
    return [
      Problem(
        "kind",
        "\(claim.state.kind.words) không thể là cấp trên của \(UnitChildren.names(misfits)).")
    ]
  }
}

/// What stands directly under a unit on some of the days of a period.
enum UnitChildren {
  static func of(
    _ parent: ID<Unit>, from: CivilDate, to: CivilDate, _ db: any Reader
  ) throws -> [Unit] {
    try db.rows(
      """
      SELECT \(UnitRows.columns)
      FROM unit_version v
      JOIN unit u ON u.id = v.unit_id
      WHERE v.parent_id = \(parent) AND v.valid_from <= \(to) AND v.valid_to >= \(from)
      ORDER BY v.sort_key, v.unit_id, v.valid_from
      """
    ).map(UnitRows.unit)
  }

  /// "Xã A, Xã B và 3 đơn vị khác"
  static func names(_ units: [Unit]) -> Sentence {
    let shown = units.prefix(10).map(\.fullName).joined(separator: ", ")
    return units.count > 10 ? "\(shown) và \(units.count - 10) đơn vị khác" : "\(shown)"
  }
}
