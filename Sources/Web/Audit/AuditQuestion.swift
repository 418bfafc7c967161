internal import Records
internal import Rules
internal import Store

/// What a visitor asks of the log, as the address says it.
struct AuditQuestion: Sendable {
  let fields: Fields
  let from: CivilDate?
  let through: CivilDate?
  let subject: Subject?
  let action: String?
  /// The units under the named one as well.
  let isWithSubordinates: Bool
  /// The entries before this one.
  let before: Int64?
  /// What is wrong with the dates.
  let problems: [Problem]

  init(_ query: Fields) {
    fields = query
    var form = Form(query)
    from = form.date("from")
    through = form.date("to")
    if let from, let through, through < from {
      form.refuse("to", "Ngày cuối phải không sớm hơn ngày đầu (\(from.vietnamese)).")
    }
    problems = form.problems
    action = query["action"].flatMap { $0.isEmpty ? nil : $0 }
    isWithSubordinates = query["under"] == "1"
    before = query["before"].flatMap { Int64($0) }
    subject = query["subject"].flatMap { text in
      text.firstIndex(of: ":").map {
        Subject(String(text[..<$0]), String(text[text.index(after: $0)...]))
      }
    }
  }

  /// The same question with some fields changed, from its newest entry.
  func path(_ changes: [String: String?] = [:], before: Int64? = nil) -> String {
    let names = ["from", "to", "who", "unit", "under", "subject", "action"]
    let pairs = names.map { (name: $0, value: changes[$0] ?? fields[$0]) }
    return AuditPath.log + Fields.query(pairs + [("before", before.map { String($0) })])
  }

  /// The question as the log keeps it: which filters were set, and the dates.
  var words: String {
    let named = ["who", "unit", "under", "subject", "action"].filter { !(fields[$0] ?? "").isEmpty }
    let dates = [from.map { "from=" + $0.iso }, through.map { "to=" + $0.iso }]
    return (dates.compactMap(\.self) + named).joined(separator: " ")
  }
}

/// What the log says to a question.
struct AuditAnswer: Sendable {
  var problems: [Problem]
  var entries: [AuditEntry] = []
  var next: Int64?
  /// Names of the things and units that the entries are about, by kind and id.
  var names: [String: String] = [:]
  /// What fits where the filter named several.
  var accounts: [AccountLine] = []
  var units: [UnitLine] = []
  /// The unit whose log this is; nil for the whole office.
  var unit: ID<Unit>?
  var isWithSubordinates = false

  /// Reads a part of the log, and writes that it was read (QCVN 12:2026/BCA).
  init(_ question: AuditQuestion, _ db: any Writer, _ act: Act) throws {
    problems = question.problems
    var filter = AuditFilter(
      subject: question.subject, action: question.action, from: question.from,
      through: question.through)
    filter.unit = try namedUnit(question, db, act)
    unit = filter.unit
    // Who names no unit reads all that is theirs to read.
    let isUnasked = OfficeText.cleaned(question.fields["unit"] ?? "").isEmpty
    isWithSubordinates = unit != nil && (question.isWithSubordinates || isUnasked)
    filter.includesSubordinates = isWithSubordinates
    filter.account = try namedAccount(question, db, act)
    guard problems.isEmpty else { return }
    let page = try Audit.entries(filter, before: question.before, db, act)
    entries = page.entries
    next = page.next
    for entry in entries {
      try learn(entry.subject, db, act)
      if let unit = entry.unit { try learn(.unit(unit), db, act) }
      for change in entry.changes {
        for text in [change.before, change.after].compactMap(\.self) {
          if let subject = AuditAnswer.subject(change.name, text) { try learn(subject, db, act) }
        }
      }
    }
    if let subject = question.subject { try learn(subject, db, act) }
    if let unit { try learn(.unit(unit), db, act) }
    try Audit.recordReading(of: .auditLog, question.words, unit: unit, db, act)
  }

  static func key(_ subject: Subject) -> String { subject.kind + ":" + subject.id }

  /// The unit or person that a fact names; nil for other facts.
  static func subject(_ fact: String, _ text: String) -> Subject? {
    switch fact {
    case "person": ID<Person>(text).map { .person($0) }
    case "unit", "parent", "successor": ID<Unit>(text).map { .unit($0) }
    default: nil
    }
  }

  /// Who reads the log of some units only, reads that of one of them at a time.
  private mutating func namedUnit(
    _ question: AuditQuestion, _ db: any Reader, _ act: Act
  ) throws -> ID<Unit>? {
    switch try NamedUnit.find("unit", question.fields, db, act) {
    case .one(let unit): return unit
    case .nothing:
      if try Rights.allows(.readAudit, on: nil, db, act) { return nil }
      return act.actor.grants.first { Permissions.allows($0.role, .readAudit, .own) }?.unit
    case .refused(let problem):
      problems.append(Problem("unit", problem.text))
      units = try NamedUnit.candidates("unit", question.fields, db, act)
      return nil
    }
  }

  private mutating func namedAccount(
    _ question: AuditQuestion, _ db: any Reader, _ act: Act
  ) throws -> ID<Account>? {
    let text = OfficeText.cleaned(question.fields["who"] ?? "")
    if text.isEmpty { return nil }
    if let id = ID<Account>(text) { return id }
    let found = try Accounts.list(AccountQuery(text: text, count: 20), db, act)
    if let line = found.first(where: { $0.login == text.lowercased() }) { return line.id }
    if found.count == 1 { return found[0].id }
    accounts = found
    problems.append(
      Problem(
        "who",
        found.isEmpty
          ? "Không có tài khoản nào khớp với “\(text)”. Hãy gõ tên đăng nhập hoặc một phần họ tên."
          : "Có nhiều tài khoản khớp với “\(text)”. Hãy chọn một tài khoản dưới đây."))
    return nil
  }

  private mutating func learn(_ subject: Subject, _ db: any Reader, _ act: Act) throws {
    let key = AuditAnswer.key(subject)
    guard names[key] == nil else { return }
    do {
      switch subject.kind {
      case "account":
        guard let id = ID<Account>(subject.id) else { return }
        names[key] = try Accounts.line(id, db, act).name
      case "unit":
        guard let id = ID<Unit>(subject.id) else { return }
        names[key] = try Units.find(id, on: act.today, db, act).fullName
      case "person":
        guard let id = ID<Person>(subject.id) else { return }
        names[key] = try People.find(id, db, act).fullName
      default: return
      }
    } catch Refusal.notFound {
      // What the reader may not see has no name here.
      return
    }
  }
}
