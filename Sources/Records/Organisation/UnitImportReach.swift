internal import Rules
public import Store

extension UnitImportDraft {
  /// Throws `Refusal.invalid` where the list changes something outside the actor's reach: nothing is changed
  /// in part.
  func demandWithinReach(_ db: any Reader, _ act: Act) throws {
    let reach = Rights.reach(of: .importUnits, act)
    guard reach != .office else { return }
    let reached = Set<ID<Unit>>(
      try db.rows("SELECT u.id FROM unit u WHERE \(reach.condition("u.id", on: act.today))")
        .map { try $0.get("id") })
    let outside = Array(touched.subtracting(reached)).sorted()
    let tops = begun.filter { $0.parent == nil }.map { $0.kind.fullName($0.name) }
    if outside.isEmpty, tops.isEmpty { return }
    let day = plan.request.effectiveOn
    let days = [day, day.adding(days: -1)]
    let known = try Units.names(of: outside.flatMap { unit in days.map { (unit, $0) } }, db)
    let names = tops + outside.compactMap { known[$0] }
    let more = names.count > 3 ? "…" : ""
    throw Refusal.invalid([
      Problem(
        "provinces",
        "Danh mục thay đổi cả đơn vị ngoài phạm vi của bạn: "
          + "\(names.prefix(3).joined(separator: ", "))\(more). Hãy nhập lại với mã các tỉnh thuộc phạm vi "
          + "của mình, hoặc nhờ người có quyền trong toàn hệ thống.")
    ])
  }

  /// The units of the tree that the list changes, gives successors, or puts others under.
  private var touched: Set<ID<Unit>> {
    var units = Set(ended.map(\.id)).union(changed.map(\.unit.id)).union(successions.map(\.old))
    let moved = changed.filter { $0.parent != $0.unit.parent.map(PlannedUnit.known) }.map(\.parent)
    let places = begun.map(\.parent) + moved + successions.map(\.new)
    for case .known(let unit) in places { units.insert(unit) }
    return units
  }
}

extension UnitImport {
  /// The statistics codes of the provinces that the actor may take over lists for; empty for the whole office.
  public static func provinces(_ db: any Reader, _ act: Act) throws -> [String] {
    let reach = Rights.reach(of: .importUnits, act)
    guard reach != .office else { return [] }
    let kinds = UnitKind.allCases.filter { $0.level == .province }.map(\.rawValue)
    return try db.rows(
      """
      SELECT c.code
      FROM unit_version v
      JOIN unit_code c ON c.unit_id = v.unit_id AND c.scheme = \(CodeScheme.statistics.rawValue)
      WHERE v.kind IN \(list: kinds) AND v.valid_from <= \(act.today) AND v.valid_to >= \(act.today)
        AND c.valid_from <= \(act.today) AND c.valid_to >= \(act.today)
        AND \(reach.condition("v.unit_id", on: act.today))
      ORDER BY c.code
      """
    ).map { try $0.get("code") }
  }
}
