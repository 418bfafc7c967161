internal import Rules
internal import Store

/// A unit of the tree as an import sees it.
struct TreeUnit: Sendable {
  let id: ID<Unit>
  let kind: UnitKind
  let name: String
  let parent: ID<Unit>?
  /// Its statistics code.
  let code: String?
  let codeFrom: CivilDate?
  /// The unit's own first and last day.
  let from: CivilDate
  let to: CivilDate
  /// Those of its state.
  let stateFrom: CivilDate
  let stateTo: CivilDate
  let version: Int

  var level: UnitLevel { kind.level }
  var fullName: String { kind.fullName(name) }
  var key: UnitListKey? { code.map { UnitListKey(level: level, code: $0) } }
}

/// The tree on the day of a list and on the day before.
struct UnitImportTree {
  let date: CivilDate
  /// Units of the levels province to commune on `date`.
  let now: [TreeUnit]
  /// The same on the day before.
  let eve: [TreeUnit]
  /// Agencies and divisions on `date`.
  let organs: [TreeUnit]

  init(around date: CivilDate, _ db: any Reader) throws {
    self.date = date
    let day = date.adding(days: -1)
    func inForce(_ date: CivilDate, _ from: CivilDate, _ to: CivilDate) -> Bool {
      from <= date && date <= to
    }
    var codes: [ID<Unit>: [(code: String, from: CivilDate, to: CivilDate)]] = [:]
    for row in try db.rows(
      """
      SELECT unit_id, code, valid_from, valid_to
      FROM unit_code
      WHERE scheme = \(CodeScheme.statistics.rawValue) AND valid_from <= \(date)
        AND valid_to >= \(day)
      """)
    {
      codes[try row.get("unit_id"), default: []].append(
        (try row.get("code"), try row.get("valid_from"), try row.get("valid_to")))
    }
    var (now, eve, organs): ([TreeUnit], [TreeUnit], [TreeUnit]) = ([], [], [])
    for row in try db.rows(
      """
      SELECT \(UnitRows.columns)
      FROM unit_version v
      JOIN unit u ON u.id = v.unit_id
      WHERE v.valid_from <= \(date) AND v.valid_to >= \(day)
      ORDER BY v.unit_id
      """)
    {
      let unit = try UnitRows.unit(row)
      let days = unit.stateFrom...unit.stateTo
      func seen(on date: CivilDate) -> TreeUnit {
        let code = codes[unit.id]?.first { inForce(date, $0.from, $0.to) }
        return TreeUnit(
          id: unit.id, kind: unit.kind, name: unit.name, parent: unit.parent, code: code?.code,
          codeFrom: code?.from, from: unit.from, to: unit.to, stateFrom: unit.stateFrom,
          stateTo: unit.stateTo, version: unit.version)
      }
      if unit.kind.level == .organ {
        if days.contains(date) { organs.append(seen(on: date)) }
      } else {
        if days.contains(date) { now.append(seen(on: date)) }
        if days.contains(day) { eve.append(seen(on: day)) }
      }
    }
    (self.now, self.eve, self.organs) = (now, eve, organs)
  }

  /// The province over each unit (itself for provinces), by identity.
  static func provinces(of units: [TreeUnit]) -> [ID<Unit>: ID<Unit>] {
    let byID = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var result: [ID<Unit>: ID<Unit>] = [:]
    for unit in units {
      var top = unit
      var steps = 0
      while top.level != .province, let parent = top.parent.flatMap({ byID[$0] }), steps < 8 {
        top = parent
        steps += 1
      }
      if top.level == .province { result[unit.id] = top.id }
    }
    return result
  }
}
