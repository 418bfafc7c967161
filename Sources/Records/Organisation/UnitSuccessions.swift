public import Rules
public import Store

/// Which unit took another's place, when and how far.
public enum UnitSuccessions {
  /// Records that `successor` stands in the place of `predecessor` (or of a part of it) from `date` on.
  ///
  /// A whole unit passes on the day after its last; a part may be split off while the rest lives on. Needs
  /// `changeUnits` on both.
  public static func record(
    from predecessor: ID<Unit>, to successor: ID<Unit>, on date: CivilDate,
    _ extent: SuccessionExtent, source: String, _ db: any Writer, _ act: Act
  ) throws {
    _ = try Units.find(predecessor, on: date.adding(days: -1), db, act)
    try Rights.demand(.changeUnits, on: predecessor, db, act)
    try insert(from: predecessor, to: successor, on: date, extent, source: source, db, act)
    try Audit.record(
      "unit.succession", of: .unit(predecessor), unit: predecessor,
      after: [
        "successor": successor.text, "on": date.iso, "extent": extent.rawValue,
        "source": OfficeText.cleaned(source),
      ], db, act)
  }

  /// Takes back what was recorded wrongly.
  public static func withdraw(
    from predecessor: ID<Unit>, to successor: ID<Unit>, on date: CivilDate, _ db: any Writer,
    _ act: Act
  ) throws {
    _ = try Units.find(predecessor, on: date.adding(days: -1), db, act)
    try Rights.demand(.changeUnits, on: predecessor, db, act)
    let count = try db.execute(
      """
      DELETE FROM unit_succession
      WHERE predecessor_id = \(predecessor) AND successor_id = \(successor)
        AND effective_on = \(date)
      """)
    guard count == 1 else { throw Refusal.notFound }
    try Audit.record(
      "unit.succession.withdraw", of: .unit(predecessor), unit: predecessor,
      before: ["successor": successor.text, "on": date.iso], db, act)
  }

  static func insert(
    from predecessor: ID<Unit>, to successor: ID<Unit>, on date: CivilDate,
    _ extent: SuccessionExtent, source: String, _ db: any Writer, _ act: Act
  ) throws {
    let old = try Units.find(predecessor, on: date.adding(days: -1), db, act)
    let new = try foundSuccessor(successor, on: date, db, act)
    try Rights.demand(.changeUnits, on: successor, db, act)
    var problems: [Problem] = []
    let source = OfficeText.cleaned(source)
    if let problem = OfficeText.problem(source, "source", "Căn cứ", limit: 500) {
      problems.append(problem)
    }
    if predecessor == successor {
      problems.append(Problem("successors", "Đơn vị không thể kế thừa chính nó."))
    }
    if !new.isInForce(on: date) {
      problems.append(
        Problem("successors", "\(new.fullName) không có trong ngày \(date.vietnamese)."))
    }
    if !old.isInForce(on: date.adding(days: -1)) {
      problems.append(
        Problem("on", "\(old.fullName) không có trong ngày trước ngày \(date.vietnamese)."))
    } else if extent != .part, old.to >= date {
      problems.append(
        Problem(
          "extent",
          "\(old.fullName) vẫn còn sau ngày \(date.vietnamese), nên chỉ có thể chuyển một phần."))
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
    try refuseTwice(predecessor, successor, date, db)
    try db.execute(
      """
      INSERT INTO unit_succession (predecessor_id, successor_id, effective_on, extent, source)
      VALUES (\(predecessor), \(successor), \(date), \(extent.rawValue), \(source))
      """)
  }

  private static func foundSuccessor(
    _ id: ID<Unit>, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> Unit {
    do {
      return try Units.find(id, on: date, db, act)
    } catch Refusal.notFound {
      throw Refusal.invalid([
        Problem("successors", "Không có đơn vị kế thừa này. Hãy chọn lại.")
      ])
    }
  }

  private static func refuseTwice(
    _ predecessor: ID<Unit>, _ successor: ID<Unit>, _ date: CivilDate, _ db: any Writer
  ) throws {
    let known = try db.row(
      """
      SELECT 1 AS found FROM unit_succession
      WHERE predecessor_id = \(predecessor) AND successor_id = \(successor)
        AND effective_on = \(date)
      """)
    if known != nil {
      throw Refusal.conflict("Quan hệ kế thừa này đã được ghi.")
    }
  }
}
