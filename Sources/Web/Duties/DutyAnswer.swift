internal import Records
internal import Rules
internal import Store

/// All that the page of a duty shows, read at one moment.
struct DutyAnswer: Sendable {
  let duty: DutyLine
  let unitName: String
  let giverName: String
  /// Nil where the giver answers what is reported.
  let leadName: String?
  let directive: Directive?
  /// Units that the visitor may look at.
  let seenUnits: Set<ID<Unit>>
  /// Nil where it comes from no plan, or from one that the visitor does not see.
  let plan: OfficePlan?
  let kin: [DutyKin]
  let steps: [DutyStep]
  let asked: Duties.Extension?
  let evidence: [DutyEvidence]
  let mayAddEvidence: Bool
  let acts: Set<DutyAct>
  let lastChange: AuditLine?

  init(_ id: ID<Duty>, _ db: any Reader, _ act: Act) throws {
    duty = try Duties.find(id, db, act)
    let names = try Units.names(
      of: [duty.unit, duty.giver, duty.answering].map { ($0, act.today) }, db)
    unitName = names[duty.unit] ?? "–"
    giverName = names[duty.giver] ?? "–"
    leadName = duty.lead.map { names[$0] ?? "–" }
    directive = try Directives.of(duty, db)
    seenUnits = Set(
      try [duty.unit, duty.giver, duty.answering].filter {
        try Rights.allows(.viewUnits, on: $0, db, act)
      })
    plan = try duty.plan.flatMap { try DutyAnswer.plan($0, db, act) }
    kin = try Duties.kin(of: duty, db, act)
    steps = try DutySteps.list(of: id, db, act)
    asked = try Duties.extensionAsked(of: id, db, act)
    evidence = try Evidence.of(id, db, act)
    mayAddEvidence = try Rights.allows(.reportDuties, on: duty.unit, db, act)
    acts = try Duties.acts(on: duty, db, act)
    lastChange = try Audit.lastChange(of: .duty(id), db)
  }

  /// Who answers what is reported.
  var answeringName: String { leadName ?? giverName }

  private static func plan(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> OfficePlan? {
    do {
      return try Plans.find(id, db, act)
    } catch Refusal.notFound {
      return nil
    }
  }
}
