internal import Records
internal import Rules

extension UnitTreePage {
  init(_ question: UnitTreeQuestion, _ found: UnitTreeAnswer, _ call: Call) {
    let language = call.language
    let unit = found.path.last
    let home = Crumb(href: OrganisationPath.home, text: call.text("home.title"))
    // Today needs no date in its links.
    let day = question.day == call.act.today ? nil : question.day
    title =
      question.vacant.map { language.text("units.vacant." + $0.rawValue) }
      ?? unit?.fullName ?? language.text("units.title")
    lead = unit.map { _ in language.text("units.lead") }
    trail = unit == nil ? [home] : UnitTrail.crumbs(found.path, day, call)
    self.day = DayMark.of(
      call, todayPath: OrganisationPath.units(under: question.under, search: question.search))
    under = question.under?.text
    search = question.search
    unitPath = unit.map { OrganisationPath.unit($0.id, on: day) }
    actions = UnitTreePage.actions(question, found, call)
    caption = UnitTreePage.caption(question, found, language)
    rows = found.lines.map { Row($0, found, day, language, isSearch: question.search != nil) }
    empty = found.lines.isEmpty ? UnitTreePage.empty(question, unit, found, call) : nil
    let here = { (after: String?) in
      OrganisationPath.units(
        under: question.under, on: day, search: question.search, vacant: question.vacant,
        after: after)
    }
    more = More.of(
      first: question.after == nil ? nil : here(nil), next: found.next.map { here($0.text) })
  }

  private static func caption(
    _ question: UnitTreeQuestion, _ found: UnitTreeAnswer, _ language: Language
  ) -> String {
    let count = found.lines.count
    if question.search != nil {
      return count < UnitTreeAnswer.searchLimit
        ? language.text("units.found", count) : language.text("units.foundMany", count)
    }
    if question.vacant != nil { return language.text("units.caption.vacant") }
    return language.text(question.under == nil ? "units.caption.roots" : "units.caption.under")
  }

  private static func actions(
    _ question: UnitTreeQuestion, _ found: UnitTreeAnswer, _ call: Call
  ) -> [Link] {
    guard question.search == nil, question.vacant == nil else { return [] }
    var links: [Link] = []
    if found.mayAdd {
      links.append(
        Link(
          href: question.under.map { OrganisationPath.unit($0, .addition) }
            ?? OrganisationPath.newTopUnit,
          text: call.text("units.add")))
    }
    if question.under == nil, call.visitor.session?.may(.importUnits) == true {
      links.append(Link(href: OrganisationPath.imports, text: call.text("imports.title")))
    }
    return links
  }

  /// What an empty list means, and what to do next.
  private static func empty(
    _ question: UnitTreeQuestion, _ unit: Unit?, _ found: UnitTreeAnswer, _ call: Call
  ) -> EmptyCard {
    let language = call.language
    if let search = question.search {
      return EmptyCard(
        title: language.text("units.none.search", search),
        text: language.text("units.none.searchHint", question.day.vietnamese), action: nil)
    }
    if question.vacant != nil {
      return EmptyCard(
        title: language.text("units.none.vacant"), text: language.text("units.none.vacantHint"),
        action: nil)
    }
    if let unit {
      return EmptyCard(
        title: language.text("units.none.under", unit.fullName, question.day.vietnamese),
        text: language.text("units.none.underHint"),
        action: found.mayAdd
          ? Link(
            href: OrganisationPath.unit(unit.id, .addition), text: language.text("units.add"))
          : nil)
    }
    let mayImport = call.visitor.session?.mayInWholeOffice(.importUnits) == true
    return EmptyCard(
      title: language.text("units.none", question.day.vietnamese),
      text: language.text(mayImport ? "units.none.importHint" : "units.none.askHint"),
      action: mayImport
        ? Link(href: OrganisationPath.newImport, text: language.text("imports.new")) : nil)
  }
}

extension UnitTreePage.Row {
  init(
    _ line: UnitLine, _ found: UnitTreeAnswer, _ day: CivilDate?, _ language: Language,
    isSearch: Bool
  ) {
    href = OrganisationPath.unit(line.unit.id, on: day)
    name = line.unit.fullName
    path = isSearch ? line.parentName : nil
    kind = language.kind(line.unit.kind)
    code = found.codes[line.unit.id]
    head = found.heads[line.unit.id]
    under =
      line.children == 0
      ? nil
      : Link(
        href: OrganisationPath.units(under: line.unit.id, on: day),
        text: language.number(line.children))
    ended = nil
  }
}
