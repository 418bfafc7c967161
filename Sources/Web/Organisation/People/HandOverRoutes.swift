internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Handing over what is open from one person of a unit to another.
enum HandOverRoutes {
  static let routes: [Route] = [
    .get("/units/{unit}/hand-over", .may(.handOver)) { call in
      let found = try await call.read { db, act in try HandOverAnswer(call, db, act) }
      return try call.page(HandOverPage(found, call, []))
    },
    .post("/units/{unit}/hand-over", .may(.handOver)) { call in
      do {
        return try await call.change { db, act in try carryOut(call, db, act) }
      } catch Refusal.invalid(let problems) {
        return try await again(call, problems, status: 422)
      } catch Refusal.conflict(let sentence) {
        return try await again(call, [Problem("", sentence)], status: 409)
      }
    },
  ]

  private static func again(
    _ call: Call, _ problems: [Problem], status: Int
  ) async throws -> Reply {
    // Records say "to" for the one who takes over.
    let problems = problems.map { $0.field == "to" ? Problem("taker", $0.text) : $0 }
    let found = try await call.read { db, act in try HandOverAnswer(call, db, act) }
    return try call.page(
      HandOverPage(found, call, problems), status: .init(code: status), problems: problems)
  }

  private static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let unit = try call.id("unit", of: Unit.self)
    try Rights.demand(.handOver, on: unit, db, act)
    var form = call.form
    let giver = form.text("giver").flatMap { ID<Person>($0) }
    if giver == nil { form.refuse("giver", "Chọn người bàn giao.") }
    let items = form.fields.all("items")
    if items.isEmpty { form.refuse("items", "Chọn ít nhất một việc để bàn giao.") }
    let on = form.requiredDate("on", "Nhập ngày người nhận bắt đầu.")
    try form.checked()
    let taker = try PersonPick.resolve("taker", form, for: unit, db, act)
    _ = try HandOver.carryOut(
      HandOverPlan(
        from: giver ?? taker, to: taker, unit: unit, on: on ?? act.today, items: items,
        note: form.text("note") ?? ""), db, act)
    return OrganisationPath.unit(unit, .handOver) + "?notice=handedOver"
  }
}

/// What the page of a hand-over shows.
struct HandOverAnswer: Sendable {
  let unit: UnitSubject
  let holdings: [OfficeHolding]
  let giver: Person?
  let open: [HandOverItem]
  let takers: [PersonPick.Candidate]
  let past: [HandOverRecord]
  let mayAppoint: Bool

  init(_ call: Call, _ db: any Reader, _ act: Act) throws {
    unit = try UnitSubject(call, db, act)
    let id = unit.unit.id
    try Rights.demand(.handOver, on: id, db, act)
    mayAppoint = try Rights.allows(.changeOfficeHoldings, on: id, db, act)
    holdings = try OfficeHoldings.list(in: id, on: act.today, db, act)
    let typed = call.form.text("giver") ?? call.query["giver"]
    giver = try typed.flatMap { ID<Person>($0) }.map { try People.find($0, db, act) }
    open = try giver.map { try HandOver.open(for: $0.id, in: id, on: act.today, db, act) } ?? []
    takers = try PersonPick.candidates("taker", call.form, db, act)
    past = try HandOver.past(in: id, db, act)
  }
}

extension HandOverPage {
  init(_ found: HandOverAnswer, _ call: Call, _ problems: [Problem]) {
    let language = call.language
    let unit = found.unit.unit
    title = language.text("act.hand-over") + ": " + unit.fullName
    lead =
      found.giver.map { language.text("handOver.from", $0.fullName) }
      ?? language.text("lead.hand-over")
    trail = found.unit.trail(call)
    let people = HandOverPage.people(found.holdings, language)
    givers =
      found.giver == nil && !people.isEmpty
      ? Givers(
        action: OrganisationPath.unit(unit.id, .handOver),
        options: [
          Filling(call.form.fields, problems, language).options("giver", people)
        ]) : nil
    edit = found.giver.map { HandOverPage.edit($0, found, call, problems) }
    none =
      people.isEmpty && found.giver == nil
      ? EmptyCard(
        title: language.text("handOver.none"), text: language.text("handOver.noneHint"),
        action: found.mayAppoint
          ? Link(
            href: OrganisationPath.unit(unit.id, .holding), text: language.text("unit.appoint"))
          : nil)
      : nil
    past = found.past.map {
      Past(
        date: $0.on.vietnamese,
        from: Link(href: OrganisationPath.person($0.from), text: $0.fromName),
        to: Link(href: OrganisationPath.person($0.to), text: $0.toName),
        items: $0.items.map(language.say(kept:)).joined(separator: "; "),
        note: $0.note.isEmpty ? nil : $0.note)
    }
    pastEmpty = found.past.isEmpty ? language.text("handOver.pastEmpty") : nil
  }

  /// Each person of the unit once, with all their posts.
  private static func people(
    _ holdings: [OfficeHolding], _ language: Language
  ) -> [(value: String, text: String, note: String?)] {
    var seen: Set<ID<Person>> = []
    return holdings.filter { seen.insert($0.person).inserted }.map { first in
      let posts = holdings.filter { $0.person == first.person }.map(language.title)
      return (first.person.text, first.personName, posts.joined(separator: "; "))
    }
  }

  private static func edit(
    _ giver: Person, _ found: HandOverAnswer, _ call: Call, _ problems: [Problem]
  ) -> EditPage {
    let unit = found.unit.unit
    var filling = Filling(call.form.fields, problems, call.language)
    if call.method == .get { filling = Filling(["on": call.act.today.iso], call.language) }
    return EditPage(
      title: "", lead: nil, trail: [], action: OrganisationPath.unit(unit.id, .handOver),
      rows: [
        .one(
          filling.options(
            "items", found.open.map { ($0.key, call.language.say(kept: $0.words), nil) },
            several: true))
      ] + filling.person("taker", found.takers).map { .one($0) } + [
        .one(filling.date("on", hint: true)), .one(filling.area("note", optional: true)),
      ],
      hidden: [EditPage.HiddenField(name: "giver", value: giver.id.text)],
      submit: call.text("submit.hand-over"),
      cancel: OrganisationPath.unit(unit.id, .handOver))
  }
}
