internal import Records
internal import Rules
internal import Store

/// The page of one unit.
enum UnitRoutes {
  static let routes: [Route] = [
    .get("/units/{unit}", .may(.viewUnits)) { call in
      let id = try call.id("unit", of: Unit.self)
      let day = call.asOf
      let found = try await call.read { db, act in try UnitAnswer(id, on: day, db, act) }
      return try call.page(UnitSheet(found, call))
    }
  ]
}

/// All that the page of a unit shows, read at one moment.
struct UnitAnswer: Sendable {
  /// More stand on a page of their own.
  static let childLimit = 10
  static let logLimit = 10
  static let dutyLimit = 10

  let unit: Unit
  let path: [Unit]
  let children: UnitPage
  let heads: [ID<Unit>: String]
  let holdings: [OfficeHolding]
  let codes: [UnitCode]
  let history: [Unit]
  /// Names of the units that this one stood under.
  let parents: [ID<Unit>: String]
  let predecessors: [Kinship]
  let successors: [Kinship]
  let log: [AuditLine]?
  /// What it owes, the earliest first; nil on other days than today.
  let duties: [DutyLine]?
  /// What it has done, for the shares that were on time; nil on other days than today.
  let done: DutyCount?
  let may: Set<Permission>

  init(_ id: ID<Unit>, on day: CivilDate, _ db: any Reader, _ act: Act) throws {
    unit = try Units.find(id, on: day, db, act)
    // A unit that had ended or not begun is shown as on its nearest day.
    let shown = min(max(day, unit.from), unit.to)
    path = try Units.path(to: id, on: shown, db, act)
    children = try Units.children(of: id, on: shown, limit: UnitAnswer.childLimit, db, act)
    heads = try Units.holders(of: .head, in: children.lines.map(\.unit.id), on: shown, db)
    holdings = try OfficeHoldings.list(in: id, on: shown, db, act)
    codes = try UnitCodes.of(id, db, act)
    history = try Units.history(of: id, db, act)
    parents = try Units.names(
      of: history.compactMap { unit in unit.parent.map { ($0, unit.stateFrom) } }, db)
    predecessors = try Units.predecessors(of: id, db, act)
    successors = try Units.successors(of: id, db, act)
    let asked: [Permission] = [
      .changeUnits, .changePeople, .changeOfficeHoldings, .handOver, .readAudit,
    ]
    may = Set(try asked.filter { try Rights.allows($0, on: id, db, act) })
    duties =
      day == act.today
      ? try Duties.owed(by: id, limit: UnitAnswer.dutyLimit, db, act) : nil
    done =
      day == act.today
      ? try Duties.count(DutyQuestion(unit: id, stages: [.accepted]), db, act) : nil
    log =
      may.contains(.readAudit)
      ? try Audit.recent(in: id, limit: UnitAnswer.logLimit, db) : nil
  }
}
