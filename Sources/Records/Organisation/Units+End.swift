public import Rules
public import Store

/// How a unit ends.
public struct UnitEnding: Sendable {
  /// The last day on which the unit exists.
  public var last: CivilDate
  /// Who takes its place from the next day; may be none where `reason` says why.
  public var successors: [Successor]
  /// The document or event that ends it: "Nghị quyết 1676/NQ-UBTVQH15".
  public var reason: String
  /// What becomes of the units still standing under it.
  public var under: Under

  public struct Successor: Sendable, Equatable {
    public var unit: ID<Unit>
    public var extent: SuccessionExtent

    public init(_ unit: ID<Unit>, _ extent: SuccessionExtent) {
      self.unit = unit
      self.extent = extent
    }
  }

  public enum Under: Sendable, Equatable {
    /// The unit does not end while one stands under it.
    case refuse
    /// They end on the same day, and all under them.
    case endToo
    /// From the next day they stand under another unit.
    case move(to: ID<Unit>)
  }

  public init(
    last: CivilDate, successors: [Successor] = [], reason: String, under: Under = .refuse
  ) {
    self.last = last
    self.successors = successors
    self.reason = reason
    self.under = under
  }
}

extension Units {
  /// Ends a unit on a day. Its codes and the posts held in it end with it; its history stays.
  ///
  /// Refused with a list while units stand under it, unless `ending.under` says what becomes of them; while
  /// it has states that begin later; and where it has an end already.
  public static func end(
    _ id: ID<Unit>, _ ending: UnitEnding, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let unit = try editable(id, on: .last, seen: version, db, act)
    try demandEnd(unit, ending, db)
    let children = try UnitChildren.of(id, from: ending.last.adding(days: 1), to: .last, db)
    try settle(children, of: unit, ending, db, act)
    try close(unit, on: ending.last, reason: ending.reason, db)
    for successor in ending.successors {
      try UnitSuccessions.insert(
        from: id, to: successor.unit, on: ending.last.adding(days: 1), successor.extent,
        source: ending.reason, db, act)
    }
    try bump(id, seen: version, db)
    var after: Facts = ["to": ending.last.iso, "reason": ending.reason]
    for successor in ending.successors {
      after.pairs.append(("successor." + successor.extent.rawValue, successor.unit.text))
    }
    try Audit.record(
      "unit.end", of: .unit(id), unit: id, before: ["to": unit.to.iso], after: after, db, act)
  }

  private static func demandEnd(
    _ unit: Unit, _ ending: UnitEnding, _ db: any Writer
  ) throws {
    if unit.to != .last, unit.to <= ending.last {
      throw Refusal.conflict("\(unit.fullName) đã kết thúc ngày \(unit.to.vietnamese).")
    }
    if unit.stateFrom > ending.last, unit.from <= ending.last {
      throw Refusal.conflict(
        "\(unit.fullName) có thay đổi ghi từ ngày \(unit.stateFrom.vietnamese), sau ngày kết thúc "
          + "\(ending.last.vietnamese). Hãy chọn ngày kết thúc muộn hơn.")
    }
    var problems: [Problem] = []
    if ending.last < unit.from {
      problems.append(
        Problem("last", "Ngày kết thúc không được trước ngày bắt đầu \(unit.from.vietnamese)."))
    }
    let reason = OfficeText.cleaned(ending.reason)
    let problem = OfficeText.problem(reason, "reason", "Căn cứ hoặc lý do", limit: 500)
    problems += problem.map { [$0] } ?? []
    if Set(ending.successors.map(\.unit.text)).count < ending.successors.count {
      problems.append(Problem("successors", "Một đơn vị kế thừa được ghi hai lần."))
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }

  private static func settle(
    _ children: [Unit], of unit: Unit, _ ending: UnitEnding, _ db: any Writer, _ act: Act
  ) throws {
    switch ending.under {
    case .refuse:
      if children.isEmpty { return }
      throw Refusal.conflict(
        "Sau ngày \(ending.last.vietnamese) vẫn còn đơn vị trực thuộc \(unit.fullName): \(UnitChildren.names(children)). "
          + "Hãy kết thúc hoặc chuyển các đơn vị này trước.")
    case .endToo:
      for child in children where child.stateFrom <= ending.last {
        let own = UnitEnding(last: ending.last, reason: ending.reason, under: .endToo)
        try end(child.id, own, seen: child.version, db, act)
      }
    case .move(let parent):
      for child in children {
        var state = child.state
        state.parent = parent
        if child.stateFrom > ending.last {
          try correct(
            child.id, stateOn: child.stateFrom, to: state,
            seen: try find(child.id, on: child.stateFrom, db, act).version, db, act)
        } else {
          try change(
            child.id, to: state, from: ending.last.adding(days: 1), seen: child.version, db, act)
        }
      }
    }
    if try !UnitChildren.of(unit.id, from: ending.last.adding(days: 1), to: .last, db).isEmpty {
      throw Refusal.conflict(
        "Sau ngày \(ending.last.vietnamese) vẫn còn đơn vị trực thuộc \(unit.fullName).")
    }
  }

  private static func close(
    _ unit: Unit, on last: CivilDate, reason: String, _ db: any Writer
  ) throws {
    let id = unit.id
    try db.execute(
      """
      UPDATE unit SET valid_to = \(last), end_reason = \(OfficeText.cleaned(reason))
      WHERE id = \(id)
      """)
    try db.execute(
      "UPDATE unit_version SET valid_to = \(last) WHERE unit_id = \(id) AND valid_to > \(last)")
    try UnitCodes.close(of: id, on: last, db)
    try OfficeHoldings.close(in: unit, on: last, db)
  }
}
