internal import Records
internal import Rules
internal import Store

/// The list of people and the page of one.
enum PeopleRoutes {
  static let routes: [Route] =
    [
      .get("/people", .may(.viewPeople), list), .get("/people/{person}", .may(.viewPeople), person),
    ]
    + NewPersonForm.routes("/people/new", .changePeople)
    + PersonChangeForm.routes("/people/{person}/change", .changePeople)
    + HoldingEndForm.routes("/office-holdings/{holding}/ending", .changeOfficeHoldings)
    + HoldingCorrectionForm.routes(
      "/office-holdings/{holding}/correction", .changeOfficeHoldings)

  private static func list(_ call: Call) async throws -> Reply {
    let typed = Form(call.query)
    let search = typed.text("search").map { String($0.prefix(100)) }
    let after = call.query["after"].flatMap { PersonPage.Place($0) }
    let isLacking =
      call.query["account"] == "none" && call.visitor.session?.may(.viewAccounts) == true
    let (page, held) = try await call.read { db, act in
      let page = try People.search(
        search ?? "", lackingAccount: isLacking, after: after, db, act)
      return (page, try OfficeHoldings.held(by: page.people.map(\.id), db, act))
    }
    return try call.page(
      PeoplePage(page, held, search: search, isLacking, isFirst: after == nil, call))
  }

  private static func person(_ call: Call) async throws -> Reply {
    let id = try call.id("person", of: Person.self)
    let found = try await call.read { db, act in try PersonAnswer(id, db, act) }
    return try call.page(PersonSheet(found, call))
  }
}

/// What the page of a person shows.
struct PersonAnswer: Sendable {
  let person: Person
  let held: [OfficeHolding]
  let mayChange: Bool
  /// The units whose posts the visitor keeps.
  let kept: Set<ID<Unit>>
  /// The person's account, for those who may see it.
  let account: AccountLine?
  let mayAddAccount: Bool

  init(_ id: ID<Person>, _ db: any Reader, _ act: Act) throws {
    person = try People.find(id, db, act)
    held = try OfficeHoldings.held(by: [id], db, act)
    mayChange = try People.mayChange(id, db, act)
    kept = try Set(held.map(\.unit)).filter {
      try Rights.allows(.changeOfficeHoldings, on: $0, db, act)
    }
    account = try Accounts.line(of: id, db, act)
    mayAddAccount = try account == nil && Accounts.mayAdd(for: id, db, act)
  }
}

extension PeoplePage {
  init(
    _ page: PersonPage, _ held: [OfficeHolding], search: String?, _ isLacking: Bool,
    isFirst: Bool, _ call: Call
  ) {
    let language = call.language
    let mayAdd = call.visitor.session?.may(.changePeople) == true
    title = language.text("people.title")
    trail = [Crumb(href: OrganisationPath.home, text: language.text("home.title"))]
    self.search = search
    let add = Link(href: OrganisationPath.newPerson, text: language.text("people.add"))
    actions = mayAdd ? [add] : []
    mayAskForAccounts = call.visitor.session?.may(.viewAccounts) == true
    isLackingAccount = isLacking
    caption = language.text(isLacking ? "people.captionLacking" : "people.caption")
    rows = page.people.map { person in
      let posts = held.filter { $0.person == person.id && $0.to >= call.act.today }
        .map { "\(language.title($0)), \($0.unitName)" }
      return Row(
        href: OrganisationPath.person(person.id), name: person.fullName,
        posts: posts.isEmpty ? nil : posts.joined(separator: "; "),
        contact: person.email ?? person.phone)
    }
    empty =
      !page.people.isEmpty
      ? nil
      : EmptyCard(
        title: search.map { language.text("people.none.search", $0) }
          ?? language.text("people.none"),
        text: language.text(search == nil ? "people.none.hint" : "people.none.searchHint"),
        action: mayAdd ? add : nil)
    more = More.of(
      first: isFirst ? nil : OrganisationPath.people(search: search, lackingAccount: isLacking),
      next: page.next.map {
        OrganisationPath.people(search: search, lackingAccount: isLacking, after: $0.text)
      })
  }
}

extension PersonSheet {
  init(_ found: PersonAnswer, _ call: Call) {
    let language = call.language
    let person = found.person
    title = person.fullName
    trail = PersonFields.trail(call)
    facts =
      [("email", person.email), ("phone", person.phone)].map { name, value in
        UnitSheet.Fact(
          name: language.text("field." + name), value: value ?? language.text("person.unknown"),
          link: nil, note: nil)
      } + PersonSheet.account(found, call)
    var actions: [Link] = []
    if found.mayChange {
      actions.append(
        Link(
          href: OrganisationPath.personChange(person.id), text: language.text("person.change")))
    }
    if found.mayAddAccount {
      actions.append(
        Link(href: AccountsPath.new(for: person.id.text), text: language.text("accounts.new")))
    }
    self.actions = actions
    posts = found.held.map { Post($0, isKept: found.kept.contains($0.unit), call) }
    postsEmpty =
      found.held.isEmpty
      ? EmptyCard(
        title: language.text("person.none"), text: language.text("person.noneHint"), action: nil)
      : nil
  }

  private static func account(_ found: PersonAnswer, _ call: Call) -> [UnitSheet.Fact] {
    guard let line = found.account else { return [] }
    let isOwn = line.id == call.act.actor.account
    let path = isOwn ? AccountPath.own : AccountsPath.one(line.id.text)
    return [
      UnitSheet.Fact(
        name: call.text("accounts.account"), value: nil,
        link: Link(href: path, text: line.login), note: AccountWords.state(line, call).text)
    ]
  }
}

extension PersonSheet.Post {
  init(_ holding: OfficeHolding, isKept: Bool, _ call: Call) {
    let language = call.language
    let today = call.act.today
    post = language.post(holding.post)
    unit = Link(
      href: OrganisationPath.unit(holding.unit, on: holding.to < today ? holding.to : nil),
      text: holding.unitName)
    title = holding.title.isEmpty ? nil : call.language.title(holding)
    period = language.period(holding.from, holding.to)
    now = holding.from <= today && today <= holding.to
    ending =
      isKept && holding.to >= today
      ? Link(href: OrganisationPath.holding(holding.id), text: language.text("unit.endHolding"))
      : nil
    correction =
      isKept
      ? Link(
        href: OrganisationPath.correction(of: holding.id), text: language.text("holding.correct"))
      : nil
  }
}
