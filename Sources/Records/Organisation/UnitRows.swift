internal import Rules
internal import Store

/// How units stand in the database: the columns a query asks for, and the rows that inserts write.
enum UnitRows {
  /// For `unit_version v` joined with `unit u`.
  static let columns: SQL = """
    v.unit_id, v.kind, v.name, v.parent_id, v.valid_from AS state_from, v.valid_to AS state_to,
    u.valid_from AS first_day, u.valid_to AS last_day, u.version
    """

  /// The day of the unit's own life nearest to `date`, for a query that has `unit u`.
  static func nearest(_ date: CivilDate) -> SQL { nearest("\(date)", of: "u") }

  /// The same for a day that is an expression of the query, and a row of `unit` under another name.
  static func nearest(_ day: SQL, of unit: SQL) -> SQL {
    """
    CASE
      WHEN \(unit).valid_to < \(day) THEN \(unit).valid_to
      WHEN \(unit).valid_from > \(day) THEN \(unit).valid_from
      ELSE \(day)
    END
    """
  }

  static func unit(_ row: Row) throws -> Unit {
    Unit(
      id: try row.get("unit_id"), state: try state(row), from: try row.get("first_day"),
      to: try row.get("last_day"), stateFrom: try row.get("state_from"),
      stateTo: try row.get("state_to"), version: try row.get("version"))
  }

  static func state(_ row: Row) throws -> UnitState {
    UnitState(
      kind: try row.choice("kind"), name: try row.get("name"), parent: try row.get("parent_id"))
  }

  static let unitColumns: [StaticString] = ["id", "valid_from", "valid_to", "version"]

  /// A row for `copyIn("unit", UnitRows.unitColumns, …)`.
  static func unit(_ id: ID<Unit>, _ from: CivilDate, _ to: CivilDate) -> [Value] {
    [id.columnValue, from.columnValue, to.columnValue, .integer(1)]
  }

  static let versionColumns: [StaticString] = [
    "unit_id", "valid_from", "valid_to", "kind", "name", "full_name", "parent_id", "sort_key",
    "search_key", "folded_name",
  ]

  /// A row for `copyIn("unit_version", UnitRows.versionColumns, …)`, with its keys.
  static func version(
    _ id: ID<Unit>, _ state: UnitState, _ from: CivilDate, _ to: CivilDate
  ) -> [Value] {
    let keys = UnitKeys(state)
    return [
      id.columnValue, from.columnValue, to.columnValue, .text(state.kind.rawValue),
      .text(state.name), .text(state.fullName), state.parent.columnValue, .text(keys.sort),
      .text(keys.search), .text(keys.folded),
    ]
  }

  static let codeColumns: [StaticString] = [
    "unit_id", "scheme", "level", "code", "valid_from", "valid_to",
  ]

  /// A row for `copyIn("unit_code", UnitRows.codeColumns, …)`.
  static func code(
    _ id: ID<Unit>, _ scheme: CodeScheme, _ level: UnitLevel, _ code: String, _ from: CivilDate,
    _ to: CivilDate
  ) -> [Value] {
    [
      id.columnValue, .text(scheme.rawValue), .text(level.rawValue), .text(code),
      from.columnValue, to.columnValue,
    ]
  }
}

/// What is stored beside a unit's name so that bytes sort, search and compare as Vietnamese does.
struct UnitKeys {
  /// Organs before the units of the tree, then by name.
  let sort: String
  /// A blank before every word, so that `% x%` finds the beginnings of words.
  let search: String
  /// Equal for names that read the same.
  let folded: String

  init(_ state: UnitState) {
    let rank = state.kind.level == .organ ? "1" : "2"
    sort = rank + VietnameseOrder.sortKey(state.name)
    search = " " + VietnameseOrder.searchKey(state.fullName)
    folded = VietnameseOrder.foldedName(state.fullName)
  }
}

extension Row {
  /// A column that holds the raw value of a closed list.
  func choice<T: RawRepresentable>(_ name: String) throws -> T where T.RawValue == String {
    guard let value = T(rawValue: try get(name)) else {
      throw StoreError.column(name, wanted: "\(T.self)")
    }
    return value
  }
}
