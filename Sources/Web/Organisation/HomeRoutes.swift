internal import Records
internal import Rules
internal import Store

/// The start of those who are signed in.
enum HomeRoutes {
  static let routes: [Route] = [
    .get("/", .signedIn) { call in
      let found = try await call.read { db, act in try HomeAnswer(call, db, act) }
      return try call.page(HomePage(found, call))
    }
  ]
}

/// What the start shows.
struct HomeAnswer: Sendable {
  struct Own: Sendable {
    let unit: Unit
    let roles: [Role]
    let holdings: [OfficeHolding]
  }

  /// Those who look after the whole office see so many of its tops.
  static let cardLimit = 3
  /// Names of a list of what waits; the others stand behind its link.
  static let waitingLimit = 5

  let units: [Own]
  let rootCount: Int
  /// Nil for those who see no duties.
  let duties: DutyHome?
  /// Nil for those who do not keep posts.
  let withoutHead: Int?
  let withoutOfficer: Int?
  let questions: Int?
  /// Accounts whose persons have not set a password, and people without account: the first of each, one more
  /// than is shown where there are more. Empty for those who do not see accounts.
  let invited: [AccountLine]
  let unaccounted: [Person]

  init(_ call: Call, _ db: any Reader, _ act: Act) throws {
    let grants = act.actor.grants
    let roots = try Units.roots(on: act.today, limit: HomeAnswer.cardLimit, db, act).lines
    let own = Set(grants.compactMap(\.unit)).sorted()
    let isWhole = grants.contains { $0.unit == nil }
    units = try (isWhole ? roots.map(\.unit.id) : own).compactMap { id in
      guard try Rights.allows(.viewUnits, on: id, db, act) else { return nil }
      return Own(
        unit: try Units.find(id, on: act.today, db, act),
        roles: grants.filter { $0.unit == id || $0.unit == nil }.map(\.role),
        holdings: try OfficeHoldings.list(in: id, on: act.today, db, act))
    }
    rootCount = roots.count
    duties =
      call.visitor.session?.may(.viewDuties) == true ? try DutyHome(db, act) : nil
    let keepsPosts = call.visitor.session?.may(.changePeople) == true
    withoutHead = keepsPosts ? try Units.vacantCount(of: .head, on: act.today, db, act) : nil
    withoutOfficer =
      keepsPosts ? try Units.vacantCount(of: .parOfficer, on: act.today, db, act) : nil
    let decides = call.visitor.session?.may(.decideMerges) == true
    questions = decides ? try UnitMerge.openCounts(db, act).values.reduce(0, +) : nil
    let seesAccounts = call.visitor.session?.may(.viewAccounts) == true
    let count = HomeAnswer.waitingLimit + 1
    invited =
      seesAccounts ? try Accounts.list(AccountQuery(state: .invited, count: count), db, act) : []
    unaccounted =
      seesAccounts
      ? try People.search("", lackingAccount: true, limit: count, db, act).people : []
  }
}

extension HomePage {
  init(_ found: HomeAnswer, _ call: Call) {
    let language = call.language
    title = language.text("home.title")
    lead =
      language.text("weekday.\(call.act.today.weekday)") + ", " + call.act.today.vietnamese
    work = found.duties.map { DutyCard($0, language) }
    glance = found.duties?.units.map { DutyGlance($0, language) }
    let list = HomePage.figures(found, language)
    figures = list.isEmpty ? nil : Figures(list: list)
    waiting = HomePage.waiting(found, language)
    calm =
      list.isEmpty && waiting.isEmpty && found.rootCount > 0 && work == nil
      ? language.text("home.calm") : nil
    units = found.units.map { Card($0, call) }
    noUnits = found.rootCount == 0 ? HomePage.begin(call) : nil
  }

  private static func figures(_ found: HomeAnswer, _ language: Language) -> [Figure] {
    var list: [Figure] = []
    if let count = found.questions, count > 0 {
      list.append(
        Figure(
          href: OrganisationPath.merges, number: language.number(count),
          text: language.text("home.questions"), note: nil))
    }
    for (post, count) in [(Post.head, found.withoutHead), (.parOfficer, found.withoutOfficer)] {
      guard let count, count > 0 else { continue }
      list.append(
        Figure(
          href: OrganisationPath.units(vacant: post), number: language.number(count),
          text: language.text("home.vacant." + post.rawValue), note: nil))
    }
    return list
  }

  private static func waiting(_ found: HomeAnswer, _ language: Language) -> [Waiting] {
    let lists = [
      Waiting(
        title: language.text("home.invited"),
        path: AccountsPath.list(search: nil, role: nil, state: AccountState.invited.rawValue),
        links: found.invited.prefix(HomeAnswer.waitingLimit).map {
          Link(href: AccountsPath.one($0.id.text), text: $0.name + ", " + $0.login)
        }, hasMore: found.invited.count > HomeAnswer.waitingLimit),
      Waiting(
        title: language.text("home.unaccounted"), path: OrganisationPath.peopleWithoutAccount,
        links: found.unaccounted.prefix(HomeAnswer.waitingLimit).map {
          Link(href: OrganisationPath.person($0.id), text: $0.fullName)
        }, hasMore: found.unaccounted.count > HomeAnswer.waitingLimit),
    ]
    return lists.filter { !$0.links.isEmpty }
  }

  /// Nothing is there yet: who may, begins with the list of units.
  private static func begin(_ call: Call) -> EmptyCard {
    let mayImport = call.visitor.session?.mayInWholeOffice(.importUnits) == true
    return EmptyCard(
      title: call.text("home.begin"),
      text: call.text(mayImport ? "home.beginHint" : "units.none.askHint"),
      action: mayImport
        ? Link(href: OrganisationPath.newImport, text: call.text("imports.new")) : nil)
  }
}

extension HomePage.Card {
  init(_ own: HomeAnswer.Own, _ call: Call) {
    let language = call.language
    href = OrganisationPath.unit(own.unit.id)
    name = own.unit.fullName
    roles = own.roles.map { language.text("role." + $0.rawValue) }.joined(separator: ", ")
    facts = [Post.head, .parOfficer].map { post in
      let holding = own.holdings.first { $0.post == post }
      return UnitSheet.Fact(
        name: language.post(post), value: holding == nil ? language.text("unit.postOpen") : nil,
        link: holding.map {
          Link(href: OrganisationPath.person($0.person), text: $0.personName)
        }, note: holding.map { language.period($0.from, $0.to) })
    }
    links = [
      Link(href: OrganisationPath.units(under: own.unit.id), text: language.text("unit.under"))
    ]
  }
}
