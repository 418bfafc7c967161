public import Rules
public import Store

extension Units {
  /// A new name, kind or place in the tree from a day on: closes the state in force on the day before and
  /// opens a new one, which lasts as long as the old would have. Later states stay.
  ///
  /// Needs `changeUnits` on the unit, and on both units above where it moves.
  public static func change(
    _ id: ID<Unit>, to state: UnitState, from date: CivilDate, seen version: Int,
    _ db: any Writer, _ act: Act
  ) throws {
    let old = try editable(id, on: date, seen: version, db, act)
    guard old.isInForce(on: date) else { throw Refusal.invalid([outside(old)]) }
    if old.stateFrom == date {
      throw Refusal.invalid([
        Problem(
          "from",
          "Từ ngày \(date.vietnamese) đã ghi \(old.fullName). Nếu ghi sai, hãy dùng “Đính chính”; "
            + "nếu là thay đổi mới, hãy chọn ngày sau ngày đó.")
      ])
    }
    let state = cleaned(state)
    try demandMove(from: old.state, to: state, db, act)
    guard state != old.state else {
      throw Refusal.invalid([Problem("", "Không có gì thay đổi so với trước ngày này.")])
    }
    try UnitChecks.demand(
      UnitClaim(unit: id, state: state, from: date, to: old.stateTo), db, act)
    try db.execute(
      """
      UPDATE unit_version SET valid_to = \(date.adding(days: -1))
      WHERE unit_id = \(id) AND valid_from = \(old.stateFrom)
      """)
    try insert([(state, date, old.stateTo)], of: id, db)
    try bump(id, seen: version, db)
    try Audit.record(
      "unit.change", of: .unit(id), unit: id,
      before: Facts(old.state, from: old.stateFrom, to: old.stateTo),
      after: Facts(state, from: date, to: old.stateTo), db, act)
  }

  /// Puts right what was recorded wrongly in the state in force on `date`; its days stay as they are.
  public static func correct(
    _ id: ID<Unit>, stateOn date: CivilDate, to state: UnitState, seen version: Int,
    _ db: any Writer, _ act: Act
  ) throws {
    let old = try editable(id, on: date, seen: version, db, act)
    guard old.isInForce(on: date) else { throw Refusal.invalid([outside(old)]) }
    let state = cleaned(state)
    try demandMove(from: old.state, to: state, db, act)
    guard state != old.state else {
      throw Refusal.invalid([Problem("", "Không có gì thay đổi.")])
    }
    try UnitChecks.demand(
      UnitClaim(unit: id, state: state, from: old.stateFrom, to: old.stateTo), db, act)
    try db.execute(
      "DELETE FROM unit_version WHERE unit_id = \(id) AND valid_from = \(old.stateFrom)")
    try insert([(state, old.stateFrom, old.stateTo)], of: id, db)
    try bump(id, seen: version, db)
    try Audit.record(
      "unit.correct", of: .unit(id), unit: id,
      before: Facts(old.state, from: old.stateFrom, to: old.stateTo),
      after: Facts(state, from: old.stateFrom, to: old.stateTo), db, act)
  }

  /// Lets a unit that ended (or has an end) live on: its last state until `last`, nil for no known end.
  /// For an end that was recorded wrongly. Refused where successors are recorded.
  public static func withdrawEnd(
    _ id: ID<Unit>, until last: CivilDate? = nil, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try editable(id, on: .last, seen: version, db, act)
    let last = last ?? .last
    guard last > old.to else {
      throw Refusal.invalid([
        Problem("to", "Ngày kết thúc mới phải sau ngày \(old.to.vietnamese).")
      ])
    }
    if try !Units.successors(of: id, db, act).isEmpty {
      throw Refusal.conflict(
        "\(old.fullName) đã có đơn vị kế thừa, nên không thể bỏ ngày kết thúc. "
          + "Hãy xoá quan hệ kế thừa trước.")
    }
    try UnitChecks.demand(
      UnitClaim(unit: id, state: old.state, from: old.stateFrom, to: last), db, act)
    try db.execute(
      """
      UPDATE unit_version SET valid_to = \(last)
      WHERE unit_id = \(id) AND valid_from = \(old.stateFrom)
      """)
    try db.execute("UPDATE unit SET valid_to = \(last), end_reason = NULL WHERE id = \(id)")
    try bump(id, seen: version, db)
    try Audit.record(
      "unit.withdrawEnd", of: .unit(id), unit: id, before: ["to": old.to.iso],
      after: ["to": last.iso], db, act)
  }

  /// The unit as it stood on a day, where the actor may change it and nobody else did meanwhile.
  static func editable(
    _ id: ID<Unit>, on date: CivilDate, seen version: Int, _ db: any Writer, _ act: Act
  ) throws -> Unit {
    let unit = try find(id, on: date, db, act)
    try Rights.demand(.changeUnits, on: id, db, act)
    guard unit.version == version else { throw Refusal.conflict(changedMeanwhile(unit)) }
    return unit
  }

  static func bump(_ id: ID<Unit>, seen version: Int, _ db: any Writer) throws {
    let count = try db.execute(
      "UPDATE unit SET version = version + 1 WHERE id = \(id) AND version = \(version)")
    guard count == 1 else {
      throw Refusal.conflict("Đơn vị vừa được người khác sửa. Hãy xem lại rồi sửa tiếp.")
    }
  }

  private static func demandMove(
    from old: UnitState, to new: UnitState, _ db: any Writer, _ act: Act
  ) throws {
    guard old.parent != new.parent else { return }
    try Rights.demand(.changeUnits, on: old.parent, db, act)
    try Rights.demand(.changeUnits, on: new.parent, db, act)
  }

  private static func changedMeanwhile(_ unit: Unit) -> Sentence {
    "\(unit.fullName) vừa được người khác sửa sau khi bạn mở trang. "
      + "Hãy xem nội dung mới rồi sửa tiếp."
  }

  private static func outside(_ unit: Unit) -> Problem {
    Problem(
      "from",
      unit.to == .last
        ? "\(unit.fullName) chỉ có từ ngày \(unit.from.vietnamese). Hãy chọn lại ngày."
        : "\(unit.fullName) chỉ có từ ngày \(unit.from.vietnamese) đến ngày \(unit.to.vietnamese). "
          + "Hãy chọn lại ngày.")
  }
}
