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

  private static func list(_ call: Call) async throws -> Reply {
    let typed = Form(call.query)
    let search = typed.text("search").map { String($0.prefix(100)) }
    let after = call.query["after"].flatMap { PersonPage.Place($0) }
    let (page, held) = try await call.read { db, act in
      let page = try People.search(search ?? "", after: after, db, act)
      return (page, try OfficeHoldings.held(by: page.people.map(\.id), db, act))
    }
    return try call.page(PeoplePage(page, held, search: search, isFirst: after == nil, call))
  }

  private static func person(_ call: Call) async throws -> Reply {
    let id = try call.id("person", of: Person.self)
    let (person, held, may) = try await call.read { db, act in
      let held = try OfficeHoldings.held(by: [id], db, act)
      let units = Set(held.map(\.unit))
      let may = try units.filter { try Rights.allows(.changePeople, on: $0, db, act) }
      return (try People.find(id, db, act), held, may)
    }
    return try call.page(PersonSheet(person, held, mayChange: may, call))
  }
}

extension PeoplePage {
  init(
    _ page: PersonPage, _ held: [OfficeHolding], search: String?, isFirst: Bool, _ call: Call
  ) {
    let language = call.language
    let mayAdd = call.visitor.session?.may(.changePeople) == true
    title = language.text("people.title")
    trail = [Crumb(href: OrganisationPath.home, text: language.text("home.title"))]
    self.search = search
    let add = Link(href: OrganisationPath.newPerson, text: language.text("people.add"))
    actions = mayAdd ? [add] : []
    caption = language.text("people.caption")
    rows = page.people.map { person in
      let posts = held.filter { $0.person == person.id && $0.to >= call.act.today }
        .map { "\($0.title), \($0.unitName)" }
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
      first: isFirst ? nil : OrganisationPath.people(search: search),
      next: page.next.map { OrganisationPath.people(search: search, after: $0.text) })
  }
}

extension PersonSheet {
  init(
    _ person: Person, _ held: [OfficeHolding], mayChange: Set<ID<Unit>>, _ call: Call
  ) {
    let language = call.language
    title = person.fullName
    trail = PersonFields.trail(call)
    facts = [("email", person.email), ("phone", person.phone)].map { name, value in
      UnitSheet.Fact(
        name: language.text("field." + name), value: value ?? language.text("person.unknown"),
        link: nil, note: nil)
    }
    actions =
      mayChange.isEmpty && call.act.actor.grants.allSatisfy({ $0.unit != nil })
      ? []
      : [
        Link(
          href: OrganisationPath.personChange(person.id), text: language.text("person.change"))
      ]
    posts = held.map { holding in
      Post(
        post: language.post(holding.post),
        unit: Link(
          href: OrganisationPath.unit(
            holding.unit, on: holding.to < call.act.today ? holding.to : nil),
          text: holding.unitName),
        title: holding.title.isEmpty ? nil : holding.title,
        period: language.period(holding.from, holding.to),
        now: holding.from <= call.act.today && call.act.today <= holding.to,
        ending: mayChange.contains(holding.unit) && holding.to >= call.act.today
          ? Link(
            href: OrganisationPath.holding(holding.id), text: language.text("unit.endHolding"))
          : nil)
    }
    postsEmpty =
      held.isEmpty
      ? EmptyCard(
        title: language.text("person.none"), text: language.text("person.noneHint"), action: nil)
      : nil
  }
}
