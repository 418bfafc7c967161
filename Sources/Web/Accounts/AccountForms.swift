internal import Records
internal import Rules
internal import Store

/// A form about one account that its administrators share: what somebody else saved meanwhile is shown.
protocol AccountForm: EditForm where Subject == AccountSubject {}

/// The account that a form is about, and the units that fit what was typed.
struct AccountSubject: Sendable {
  let line: AccountLine
  let unitName: String?
  let candidates: [UnitLine]
  /// The visitor manages accounts of the whole office.
  let mayOffice: Bool

  var hidden: [EditPage.HiddenField] {
    [EditPage.HiddenField(name: "version", value: String(line.version))]
  }
}

extension AccountForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> AccountSubject {
    let line = try Accounts.line(try call.id("account", of: Account.self), db, act)
    return AccountSubject(
      line: line,
      unitName: try line.unit.map { try Units.find($0, on: act.today, db, act).fullName },
      candidates: try UnitPick.candidates("keeper", call.form, on: act.today, db, act),
      mayOffice: try Rights.allows(.manageAccounts, on: nil, db, act))
  }

  static func demand(
    _ permission: Permission, _ subject: AccountSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Accounts.demandManaging(subject.line.id, db, act)
  }

  static func version(_ subject: AccountSubject) -> Int? { subject.line.version }
  static func logged(_ subject: AccountSubject) -> Records.Subject? { .account(subject.line.id) }
}

/// Whose administrators keep an account.
enum AccountMoveForm: AccountForm {
  static func initial(_ subject: AccountSubject, _ call: Call) -> Filling {
    Filling(
      ["care": subject.line.unit == nil ? "office" : "unit", "keeper": subject.unitName],
      call.language)
  }

  static func page(_ subject: AccountSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let care = ["unit", "office"].map {
      (value: $0, text: call.text("care." + $0), note: String?.none)
    }
    let keeper = filling.unit("keeper", subject.candidates, optional: subject.mayOffice)
    return EditPage(
      title: call.text("accounts.move"),
      lead: call.language.text("accounts.moveLead", subject.line.name, subject.line.login),
      trail: call.accountTrail(subject.line), action: AccountsPath.unit(subject.line.id.text),
      rows: (subject.mayOffice ? [.one(filling.options("care", care))] : [])
        + keeper.map { .one($0) },
      hidden: subject.hidden, submit: call.text("accounts.move"),
      cancel: AccountsPath.one(subject.line.id.text))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("account", of: Account.self)
    var form = call.form
    let isOffice = form.text("care") == "office"
    let unit = isOffice ? nil : try form.resolveUnit("keeper", on: act.today, db, act)
    if !isOffice, form.text("keeper") == nil {
      form.refuse("keeper", "Nhập đơn vị sẽ quản lý tài khoản.")
    }
    try form.checked()
    try Accounts.move(id, to: unit, seen: try form.version(), db, act)
    return AccountsPath.one(id.text) + "?notice=accountMoved"
  }
}

/// Why an account ends for now.
enum AccountDisablingForm: AccountForm {
  static func initial(_ subject: AccountSubject, _ call: Call) -> Filling {
    Filling(["reason": subject.line.disabledReason], call.language)
  }

  static func page(_ subject: AccountSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("accounts.disable"),
      lead: subject.line.name + ". " + call.text("accounts.disableWhy"),
      trail: call.accountTrail(subject.line), action: AccountsPath.disabling(subject.line.id.text),
      rows: [.one(filling.area("reason"))], hidden: subject.hidden,
      submit: call.text("accounts.disable"), isDanger: true,
      cancel: AccountsPath.one(subject.line.id.text))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("account", of: Account.self)
    var form = call.form
    let reason = form.required("reason", "Ghi lý do, ví dụ “Chuyển công tác từ 01/12/2026”.")
    try form.checked()
    try Accounts.disable(id, reason: reason, seen: try form.version(), db, act)
    return AccountsPath.one(id.text) + "?notice=accountDisabled"
  }
}

/// The last day of a role, or its end at once.
enum RoleEndForm: EditForm {
  struct Subject: Sendable {
    let account: AccountLine
    let role: RoleLine
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    let (account, role) = try RoleForm.role(
      try call.id("grant", of: RoleGrant.self), of: try call.id("account", of: Account.self), db,
      act)
    return Subject(account: account, role: role)
  }

  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act
  ) throws {
    try Roles.demandGranting(subject.role.role, on: subject.role.unit, db, act)
  }

  static func version(_ subject: Subject) -> Int? { subject.account.version }
  static func logged(_ subject: Subject) -> Records.Subject? { .account(subject.account.id) }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    let role = subject.role
    let isOver = role.revokedAt != nil
    let last = role.to == .open ? max(call.act.today, role.from) : role.to
    return Filling(
      ["when": isOver ? "now" : "day", "last": isOver ? nil : last.iso], call.language)
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    let account = subject.account
    let role = subject.role
    let whens = ["day", "now"].map {
      (value: $0, text: call.text("when." + $0), note: Optional(call.text("when.\($0).note")))
    }
    return EditPage(
      title: call.text("accounts.endRole"),
      lead: call.text("role." + role.role.rawValue) + ", "
        + (role.unitName ?? call.text("role.wholeOffice")),
      trail: call.accountTrail(account),
      action: AccountsPath.endOfRole(account.id.text, role.id.text),
      rows: [
        .one(filling.options("when", whens)), .one(filling.date("last", optional: true)),
      ], hidden: [EditPage.HiddenField(name: "version", value: String(account.version))],
      submit: call.text("accounts.endRole"), isDanger: true,
      cancel: AccountsPath.one(account.id.text))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("account", of: Account.self)
    let grant = try call.id("grant", of: RoleGrant.self)
    _ = try RoleForm.role(grant, of: id, db, act)
    var form = call.form
    let isNow = form.text("when") == "now"
    let last = isNow ? nil : form.date("last")
    if !isNow, form.text("last") == nil { form.refuse("last", "Chọn ngày cuối.") }
    try form.checked()
    let version = try form.version()
    do {
      if let last {
        try Roles.end(grant, on: last, seen: version, db, act)
      } else {
        try Roles.revoke(grant, seen: version, db, act)
      }
    } catch Refusal.invalid(let problems) {
      throw Refusal.invalid(
        problems.map { $0.field == "to" ? Problem("last", $0.text) : $0 })
    }
    return AccountsPath.one(id.text) + "?notice=roleEnded"
  }
}
