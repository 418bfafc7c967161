internal import Records
internal import Rules
internal import Store

/// A person put into a post of a unit.
enum AppointmentForm: EditForm {
  struct Subject: Sendable {
    let unit: UnitSubject
    let candidates: [PersonPick.Candidate]
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    Subject(
      unit: try UnitSubject(call, db, act),
      candidates: try PersonPick.candidates("person", call.form, db, act))
  }

  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.unit.unit.id, db, act)
  }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    Filling(
      [
        "post": call.query["post"] ?? Post.head.rawValue, "from": call.act.today.iso,
      ], call.language)
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    subject.unit.page(
      .holding,
      filling.person("person", subject.candidates).map { .one($0) } + [
        .beside(
          filling.menu("post", filling.language.posts),
          filling.line("title", optional: true, hint: true)),
        .beside(filling.date("from"), filling.date("to", optional: true)),
      ], call)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let unit = try call.id("unit", of: Unit.self)
    // Before a person may be added for it.
    try Rights.demand(.changeOfficeHoldings, on: unit, db, act)
    var form = call.form
    let post = form.text("post").flatMap(Post.init(rawValue:))
    if post == nil { form.refuse("post", "Chọn chức vụ.") }
    let from = form.requiredDate("from", "Nhập ngày bắt đầu giữ chức vụ.")
    let to = form.date("to")
    try form.checked()
    let person = try PersonPick.resolve("person", form, for: unit, db, act)
    _ = try OfficeHoldings.appoint(
      OfficeDraft(
        person: person, unit: unit, post: post ?? .staff, title: form.text("title") ?? "",
        from: from ?? act.today, to: to), db, act)
    return OrganisationPath.unit(unit) + "?notice=appointed"
  }
}

/// A form about one post of one person.
protocol HoldingForm: EditForm where Subject == OfficeHolding {}

extension HoldingForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> OfficeHolding {
    try OfficeHoldings.find(try call.id("holding", of: OfficeHolding.self), db, act)
  }

  static func demand(
    _ permission: Permission, _ holding: OfficeHolding, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: holding.unit, db, act)
  }

  static func version(_ holding: OfficeHolding) -> Int? { holding.version }
  static func logged(_ holding: OfficeHolding) -> Records.Subject? { .office(holding.id) }

  static func trail(_ holding: OfficeHolding, _ call: Call) -> [Crumb] {
    [
      Crumb(href: OrganisationPath.home, text: call.text("home.title")),
      Crumb(href: OrganisationPath.unit(holding.unit), text: holding.unitName),
    ]
  }
}

/// The last day of a person in a post.
enum HoldingEndForm: HoldingForm {
  static func initial(_ holding: OfficeHolding, _ call: Call) -> Filling {
    Filling(["last": call.act.today.iso], call.language)
  }

  static func page(_ holding: OfficeHolding, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("holding.end"),
      lead: call.language.text(
        "lead.holdingEnd", holding.personName, call.language.title(holding), holding.unitName,
        holding.from.vietnamese),
      trail: trail(holding, call), action: OrganisationPath.holding(holding.id),
      rows: [.one(filling.date("last", hint: true))],
      hidden: [EditPage.HiddenField(name: "version", value: String(holding.version))],
      submit: call.text("submit.holdingEnd"), cancel: OrganisationPath.unit(holding.unit))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("holding", of: OfficeHolding.self)
    var form = call.form
    let last = form.requiredDate("last", "Nhập ngày cuối cùng giữ chức vụ.")
    try form.checked()
    let unit = try OfficeHoldings.find(id, db, act).unit
    try OfficeHoldings.end(id, on: last ?? act.today, seen: try form.version(), db, act)
    return OrganisationPath.unit(unit) + "?notice=saved"
  }
}

/// What was recorded wrongly about a post, put right.
enum HoldingCorrectionForm: HoldingForm {
  static func initial(_ holding: OfficeHolding, _ call: Call) -> Filling {
    Filling(
      [
        "post": holding.post.rawValue, "title": holding.title, "from": holding.from.iso,
        "to": holding.to == .last ? nil : holding.to.iso,
      ], call.language)
  }

  static func page(_ holding: OfficeHolding, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("holding.correct"),
      lead: call.language.text("lead.holdingCorrect", holding.personName, holding.unitName),
      trail: trail(holding, call), action: OrganisationPath.correction(of: holding.id),
      rows: [
        .beside(
          filling.menu("post", filling.language.posts),
          filling.line("title", optional: true, hint: true)),
        .beside(filling.date("from"), filling.date("to", optional: true)),
      ], hidden: [EditPage.HiddenField(name: "version", value: String(holding.version))],
      submit: call.text("submit.holdingCorrect"), cancel: OrganisationPath.person(holding.person))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("holding", of: OfficeHolding.self)
    var form = call.form
    let post = form.text("post").flatMap(Post.init(rawValue:))
    if post == nil { form.refuse("post", "Chọn chức vụ.") }
    let from = form.requiredDate("from", "Nhập ngày bắt đầu giữ chức vụ.")
    let to = form.date("to")
    try form.checked()
    let holding = try OfficeHoldings.find(id, db, act)
    try OfficeHoldings.correct(
      id, post: post ?? holding.post, title: form.text("title") ?? "", from: from ?? holding.from,
      to: to, seen: try form.version(), db, act)
    return OrganisationPath.person(holding.person) + "?notice=saved"
  }
}

extension Language {
  /// All posts as choices of a list.
  var posts: [(value: String, text: String)] { Post.allCases.map { ($0.rawValue, post($0)) } }
}
