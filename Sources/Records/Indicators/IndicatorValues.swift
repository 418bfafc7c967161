public import Rules
public import Store

/// One number: of an indicator, for a unit and a period.
public struct IndicatorValue: Sendable, Equatable {
  public let unit: ID<Unit>
  public let period: IndicatorPeriod
  /// Nil where it was taken back.
  public let value: Double?
  /// Where it comes from, in words.
  public let source: String
  public let who: String
  public let at: Instant

  public init(
    unit: ID<Unit>, period: IndicatorPeriod, value: Double?, source: String, who: String,
    at: Instant
  ) {
    self.unit = unit
    self.period = period
    self.value = value
    self.source = source
    self.who = who
    self.at = at
  }
}

/// The numbers of indicators: typed by units now.
public enum IndicatorValues {
  /// The largest number that a form takes, either side of zero.
  public static let largest = 1e12

  /// What was typed for one unit: a number for each period, nil to take one back.
  public struct Draft: Sendable, Equatable {
    public var values: [IndicatorPeriod: Double?]
    public var source: String

    public init(values: [IndicatorPeriod: Double?], source: String) {
      self.values = values
      self.source = source
    }
  }

  /// The present numbers of `units`, in the order of their periods.
  public static func list(
    _ indicator: ID<Indicator>, of units: [ID<Unit>], year: Int, _ db: any Reader
  ) throws -> [IndicatorValue] {
    try db.rows(
      """
      SELECT unit_id, period, value, source, who, at
      FROM indicator_value
      WHERE indicator_id = \(indicator) AND unit_id IN \(list: units)
      """
    ).compactMap(value).filter { $0.period.year == year }.sorted { $0.period < $1.period }
  }

  /// Every state of the numbers of `units`, the newest first.
  public static func states(
    _ indicator: ID<Indicator>, of units: [ID<Unit>], limit: Int = 50, _ db: any Reader
  ) throws -> [IndicatorValue] {
    try db.rows(
      """
      SELECT unit_id, period, value, source, who, at
      FROM indicator_value_state
      WHERE indicator_id = \(indicator) AND unit_id IN \(list: units)
      ORDER BY at DESC, version DESC, id DESC
      LIMIT \(limit)
      """
    ).compactMap(value)
  }

  /// What a form about the numbers of one unit and year was shown for: it rises with every change.
  public static func version(
    _ indicator: ID<Indicator>, of unit: ID<Unit>, year: Int, _ db: any Reader
  ) throws -> Int {
    let rows = try db.rows(
      """
      SELECT period, version FROM indicator_value
      WHERE indicator_id = \(indicator) AND unit_id = \(unit)
      """)
    return try rows.reduce(1) { sum, row in
      let period = IndicatorPeriod(key: try row.get("period"))
      return sum + (period?.year == year ? try row.get("version") : 0)
    }
  }

  /// Keeps the numbers of a unit that differ from those that are there. Needs `reportDuties` on the unit. Problems
  /// name the period's key and `source`.
  public static func record(
    _ draft: Draft, for unit: ID<Unit>, _ indicator: ID<Indicator>, measure: String, seen: Int,
    _ db: any Writer, _ act: Act
  ) throws {
    try Rights.demand(.reportDuties, on: unit, db, act)
    try check(draft, measure)
    guard let year = draft.values.keys.first?.year else { return }
    guard try version(indicator, of: unit, year: year, db) == seen else {
      throw Refusal.conflict(
        "Số liệu vừa được người khác cập nhật. Hãy xem lại bản mới rồi nhập tiếp.")
    }
    let known = Dictionary(
      try list(indicator, of: [unit], year: year, db).map { ($0.period, $0) },
      uniquingKeysWith: { first, _ in first })
    let changed = draft.values.filter { $0.value != known[$0.key].flatMap(\.value) }
      .sorted { $0.key < $1.key }
    guard !changed.isEmpty else { return }
    for (period, value) in changed {
      try write(value, period, draft.source, for: unit, indicator, db, act)
    }
    let row = try db.row("SELECT name FROM indicator WHERE id = \(indicator)")
    let before = changed.map { ($0.key, known[$0.key].flatMap(\.value)) }
    try Audit.record(
      "indicator.record", of: .unit(unit), unit: unit, before: ["values": words(before)],
      after: [
        "indicator": try row?.get("name"), "values": words(changed.map { ($0.key, $0.value) }),
        "figuresFrom": draft.source,
      ], db, act)
  }

  private static func words(_ values: [(IndicatorPeriod, Double?)]) -> String {
    values.map { period, value in "\(period.key): \(value.map { "\($0)" } ?? "–")" }
      .joined(separator: "; ")
  }

  private static func check(_ draft: Draft, _ measure: String) throws {
    var problems: [Problem] = []
    for (period, value) in draft.values {
      guard let value else { continue }
      if !value.isFinite || abs(value) > largest {
        problems.append(Problem(period.key, "Số quá lớn. Hãy kiểm tra lại đơn vị tính."))
      } else if measure == "%", value < 0 || value > 1_000 {
        problems.append(Problem(period.key, "Tỷ lệ phải từ 0 đến 1.000%."))
      }
    }
    if let problem = OfficeText.problem(
      draft.source, "source", "Nguồn số liệu", limit: 500, mayBeEmpty: true)
    {
      problems.append(problem)
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
  }

  private static func write(
    _ value: Double?, _ period: IndicatorPeriod, _ source: String, for unit: ID<Unit>,
    _ indicator: ID<Indicator>, _ db: any Writer, _ act: Act
  ) throws {
    try db.execute(
      """
      INSERT INTO indicator_value
        (indicator_id, unit_id, period, value, origin, source, who, at)
      VALUES
        (\(indicator), \(unit), \(period.key), \(value), 'typed', \(source), \(act.actor.name),
         \(act.at))
      ON CONFLICT (indicator_id, unit_id, period) DO UPDATE
      SET value = excluded.value, origin = 'typed', source = excluded.source, who = excluded.who,
        at = excluded.at, version = indicator_value.version + 1
      """)
    try db.execute(
      """
      INSERT INTO indicator_value_state
        (id, indicator_id, unit_id, period, value, source, account_id, who, at, version)
      SELECT \(act.newID(IndicatorValue.self)), indicator_id, unit_id, period, value, source,
        \(act.actor.account), who, at, version
      FROM indicator_value
      WHERE indicator_id = \(indicator) AND unit_id = \(unit) AND period = \(period.key)
      """)
  }

  /// Nil for a period that this version of the program does not know.
  private static func value(_ row: Row) throws -> IndicatorValue? {
    guard let period = IndicatorPeriod(key: try row.get("period")) else { return nil }
    return IndicatorValue(
      unit: try row.get("unit_id"), period: period, value: try row.get("value"),
      source: try row.get("source"), who: try row.get("who"), at: try row.get("at"))
  }
}
