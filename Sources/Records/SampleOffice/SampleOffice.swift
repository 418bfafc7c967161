public import Rules
public import Store

/// Fills an empty office with the fictional province, through the same functions that people use.
public enum SampleOffice {
  /// One account of the sample, to be shown to whoever tries the program.
  public struct SampleAccount: Sendable {
    public let login: String
    public let name: String
    public let title: String
    public let role: Role
  }

  public static var accounts: [SampleAccount] {
    SampleData.people.compactMap { person in
      person.role.map {
        SampleAccount(
          login: person.login, name: person.name, title: person.title, role: $0.role)
      }
    }
  }

  /// Makes units, people, accounts (all with the one password given) and a published plan with its duties.
  /// Throws `Refusal.conflict` where the office is not empty.
  public static func make(_ password: NewPassword, _ db: any Writer, _ act: Act) throws {
    guard try Accounts.needsFirstAdministrator(db), try db.row("SELECT id FROM unit LIMIT 1") == nil
    else {
      throw Refusal.conflict("Chỉ nạp được đơn vị mẫu vào một hệ thống còn trống.")
    }
    let units = try makeUnits(db, act)
    for line in SampleData.successions {
      guard let from = units[line.from], let to = units[line.to] else { continue }
      try UnitSuccessions.record(
        from: from, to: to, on: SampleData.twoLevels, line.whole ? .whole : .part,
        source: "Nghị quyết mẫu về sắp xếp đơn vị hành chính", db, act)
    }
    var accounts: [String: ID<Account>] = [:]
    for person in SampleData.people {
      accounts[person.login] = try make(person, units, password, db, act)
    }
    try SampleWork(units: units, accounts: accounts, db: db, act: act).make()
    try SampleEvidence(units: units, accounts: accounts, db: db, act: act).make()
    try SampleLists.make(accounts, db, act)
    try SampleTargets.make(db, act)
    try SampleCommittee(units: units, accounts: accounts, db: db, act: act).make()
  }

  private static func makeUnits(
    _ db: any Writer, _ act: Act
  ) throws -> [String: ID<Unit>] {
    var made: [String: ID<Unit>] = [:]
    for unit in SampleData.units {
      let state = UnitState(
        kind: unit.kind, name: unit.name, parent: unit.parent.flatMap { made[$0] })
      var draft = UnitDraft(state, from: unit.from, to: unit.to)
      draft.codes = unit.code.map { [.statistics: $0] } ?? [:]
      made[unit.key] = try Units.create(draft, db, act)
    }
    return made
  }

  private static func make(
    _ sample: SampleData.SamplePerson, _ units: [String: ID<Unit>], _ password: NewPassword,
    _ db: any Writer, _ act: Act
  ) throws -> ID<Account>? {
    guard let unit = units[sample.unit] else { return nil }
    let person = try People.create(PersonDraft(fullName: sample.name), for: unit, db, act)
    _ = try OfficeHoldings.appoint(
      OfficeDraft(
        person: person, unit: unit, post: sample.post, title: sample.title,
        from: SampleData.twoLevels),
      db, act)
    guard let role = sample.role else { return nil }
    let bound = role.unit.flatMap { units[$0] }
    let account = try Accounts.insert(
      NewAccount(holder: .person(person), login: sample.login, unit: bound), password,
      mustChange: false, db, act)
    try Audit.record(
      "account.create", of: .account(account), unit: bound, after: ["login": sample.login], db, act)
    try Roles.grant(role.role, to: account, on: bound, from: act.today, to: nil, db, act)
    return account
  }
}
