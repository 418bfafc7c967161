public import Rules
public import Store

/// A unit as a form or a list describes it.
public struct UnitDraft: Sendable {
  public var state: UnitState
  public var from: CivilDate
  /// Nil where no end is known.
  public var to: CivilDate?
  public var codes: [CodeScheme: String]

  public init(
    _ state: UnitState, from: CivilDate, to: CivilDate? = nil, codes: [CodeScheme: String] = [:]
  ) {
    self.state = state
    self.from = from
    self.to = to
    self.codes = codes
  }
}

extension Units {
  /// Makes a unit. Needs `changeUnits` on the unit above (on the office for a top one).
  ///
  /// Problems name the fields `kind`, `name`, `parent`, `from`, `to`, and a code's scheme.
  public static func create(
    _ draft: UnitDraft, _ db: any Writer, _ act: Act
  ) throws -> ID<Unit> {
    if let parent = draft.state.parent { _ = try findParent(parent, on: draft.from, db, act) }
    try Rights.demand(.changeUnits, on: draft.state.parent, db, act)
    let state = cleaned(draft.state)
    let to = draft.to ?? .last
    try UnitChecks.demand(UnitClaim(unit: nil, state: state, from: draft.from, to: to), db, act)
    let id = act.newID(Unit.self)
    try db.copyIn("unit", UnitRows.unitColumns, [UnitRows.unit(id, draft.from, to)])
    try insert([(state, draft.from, to)], of: id, db)
    for scheme in CodeScheme.allCases {
      guard let code = draft.codes[scheme], !code.isEmpty else { continue }
      try UnitCodes.insert(
        code, scheme, state.kind.level, of: id, from: draft.from, to: to, db)
    }
    var facts = Facts(state, from: draft.from, to: to)
    for scheme in CodeScheme.allCases {
      if let code = draft.codes[scheme] { facts.pairs.append((scheme.rawValue, code)) }
    }
    try Audit.record("unit.create", of: .unit(id), unit: id, after: facts, db, act)
    return id
  }

  private static func findParent(
    _ id: ID<Unit>, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> Unit {
    do {
      return try find(id, on: date, db, act)
    } catch Refusal.notFound {
      throw Refusal.invalid([
        Problem("parent", "Không có đơn vị cấp trên này. Hãy chọn lại.")
      ])
    }
  }

  static func cleaned(_ state: UnitState) -> UnitState {
    var state = state
    state.name = OfficeText.cleaned(state.name)
    return state
  }

  static func insert(
    _ states: [(UnitState, CivilDate, CivilDate)], of id: ID<Unit>, _ db: any Writer
  ) throws {
    try db.copyIn(
      "unit_version", UnitRows.versionColumns,
      states.map { UnitRows.version(id, $0.0, $0.1, $0.2) })
  }
}

extension Facts {
  /// A state of a unit and its days, as the log keeps them.
  init(_ state: UnitState, from: CivilDate, to: CivilDate) {
    self = [
      "kind": state.kind.rawValue, "name": state.name, "parent": state.parent?.text,
      "from": from.iso, "to": to.iso,
    ]
  }
}
