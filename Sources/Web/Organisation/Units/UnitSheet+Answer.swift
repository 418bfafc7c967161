internal import Records
internal import Rules

extension UnitSheet {
  init(_ found: UnitAnswer, _ call: Call) {
    let language = call.language
    let unit = found.unit
    let day = call.asOf == call.act.today ? nil : call.asOf
    title = unit.fullName
    lead =
      found.path.dropLast().last.map {
        language.text("unit.lead", language.kind(unit.kind), $0.fullName)
      } ?? language.kind(unit.kind)
    trail = UnitTrail.crumbs(found.path, day, call)
    self.day = DayMark.of(call, todayPath: OrganisationPath.unit(unit.id))
    path = OrganisationPath.unit(unit.id)
    state =
      unit.to < call.act.today
      ? language.text("unit.state.ended")
      : unit.from > call.act.today ? language.text("unit.state.notYet") : nil
    ended = UnitSheet.ended(found, call)
    facts = UnitSheet.facts(found, day, call)
    actions = UnitSheet.actions(found, call)
    hasActions = !actions.isEmpty
    let isOpen = unit.isInForce(on: call.act.today)
    posts = UnitSheet.posts(found, withOpen: isOpen, language)
    postsEmpty = posts.isEmpty ? language.text("unit.noPosts") : nil
    peoplePath =
      found.may.contains(.changeOfficeHoldings) && isOpen
      ? Link(
        href: OrganisationPath.unit(unit.id, .holding), text: language.text("unit.appoint"))
      : nil
    units = found.children.lines.map {
      UnitLine(
        href: OrganisationPath.unit($0.unit.id, on: day), name: $0.unit.fullName,
        kind: language.kind($0.unit.kind), head: found.heads[$0.unit.id])
    }
    unitsPath =
      found.children.lines.isEmpty
      ? nil
      : Link(
        href: OrganisationPath.units(under: unit.id, on: day),
        text: language.text(found.children.next == nil ? "unit.openTree" : "unit.allUnder"))
    unitsEmpty = found.children.lines.isEmpty ? language.text("unit.noneUnder") : nil
    history = UnitHistory.steps(found, call)
    predecessors = UnitSheet.kin(found.predecessors, before: true, found, language)
    successors = UnitSheet.kin(found.successors, before: false, found, language)
    duties = found.duties.map { owed in
      Owed(
        rows: owed.map { DutyRow($0, of: unit, call) },
        none: owed.isEmpty ? language.text("unit.duties.none") : nil,
        share: found.done.flatMap { DutyWords.shares($0, language) },
        path: DutyPath.list(unit: unit.id))
    }
    log = found.log.map {
      Log(entries: $0.map { Entry($0, call) }, path: AuditPath.of(unit.id))
    }
  }

  private static func ended(_ found: UnitAnswer, _ call: Call) -> Ended? {
    let unit = found.unit
    guard unit.to < call.act.today else { return nil }
    let direct = found.successors.filter { $0.depth == 1 }
    return Ended(
      text: call.language.text(
        direct.isEmpty ? "unit.ended.alone" : "unit.ended", unit.to.vietnamese),
      successors: direct.map {
        Link(href: OrganisationPath.unit($0.unit), text: $0.fullName)
      })
  }

  private static func facts(
    _ found: UnitAnswer, _ day: CivilDate?, _ call: Call
  ) -> [Fact] {
    let language = call.language
    let unit = found.unit
    var facts = [
      Fact(
        name: language.text("unit.fact.kind"), value: language.kind(unit.kind), link: nil,
        note: nil)
    ]
    if let above = found.path.dropLast().last {
      let isSeen = UnitTrail.seenFrom(found.path, call.act.actor) < found.path.count - 1
      facts.append(
        Fact(
          name: language.text("unit.fact.parent"), value: isSeen ? nil : above.fullName,
          link: isSeen
            ? Link(href: OrganisationPath.unit(above.id, on: day), text: above.fullName) : nil,
          note: nil))
    }
    facts.append(
      Fact(
        name: language.text("unit.fact.days"), value: language.period(unit.from, unit.to),
        link: nil, note: nil))
    facts += found.codes.map {
      Fact(
        name: language.text("unit.code." + $0.scheme.rawValue), value: $0.code, link: nil,
        note: language.period($0.from, $0.to))
    }
    return facts
  }

  /// What the visitor may do here; a unit that has ended takes only its end back.
  private static func actions(_ found: UnitAnswer, _ call: Call) -> [Link] {
    let id = found.unit.id
    let isOpen = found.unit.to >= call.act.today
    var acts: [UnitAct] = []
    if found.may.contains(.changeUnits) {
      acts += isOpen ? [.change, .correction, .addition, .code, .split, .ending] : [.correction]
      if found.unit.to != .last { acts.append(.ongoing) }
    }
    if found.may.contains(.changeOfficeHoldings), isOpen { acts.append(.holding) }
    if found.may.contains(.handOver), isOpen { acts.append(.handOver) }
    return acts.map {
      Link(href: OrganisationPath.unit(id, $0), text: call.text("act." + $0.rawValue))
    }
  }

  /// Head and PAR officer first, each also where nobody holds it, then the others.
  private static func posts(
    _ found: UnitAnswer, withOpen: Bool, _ language: Language
  ) -> [Holder] {
    let mayEnd = found.may.contains(.changeOfficeHoldings)
    return Post.allCases.flatMap { post -> [Holder] in
      let holders = found.holdings.filter { $0.post == post }
      if holders.isEmpty {
        return withOpen && [.head, .parOfficer].contains(post)
          ? [Holder(post: language.post(post), person: nil, title: nil, since: nil, ending: nil)]
          : []
      }
      return holders.map { Holder($0, mayEnd: mayEnd, language) }
    }
  }

  private static func kin(
    _ list: [Kinship], before: Bool, _ found: UnitAnswer, _ language: Language
  ) -> KinList? {
    guard !list.isEmpty else { return nil }
    let names = Dictionary(
      list.map { ($0.unit, $0.fullName) }, uniquingKeysWith: { first, _ in first })
    return KinList(
      units: list.map { kin in
        // A predecessor's page shows it as it last stood.
        let day = before ? kin.effectiveOn.adding(days: -1) : nil
        var date = language.text("unit.kin.on", kin.effectiveOn.vietnamese)
        if kin.depth > 1, let near = names[kin.near] {
          date += " · " + language.text(before ? "unit.kin.into" : "unit.kin.from", near)
        }
        return Kin(
          href: OrganisationPath.unit(kin.unit, on: day), name: kin.fullName,
          extent: language.text("extent." + kin.extent.rawValue), date: date,
          source: kin.source.isEmpty ? nil : language.say(kept: kin.source))
      })
  }
}

extension UnitSheet.Holder {
  init(_ holding: OfficeHolding, mayEnd: Bool, _ language: Language) {
    post = language.post(holding.post)
    person = Link(href: OrganisationPath.person(holding.person), text: holding.personName)
    title = holding.title.isEmpty ? nil : language.title(holding)
    since = language.period(holding.from, holding.to)
    ending =
      mayEnd && holding.to == .last
      ? Link(href: OrganisationPath.holding(holding.id), text: language.text("unit.endHolding"))
      : nil
  }
}

extension UnitSheet.Entry {
  init(_ line: AuditLine, _ call: Call) {
    at = line.at.shown
    who = call.language.say(kept: line.actor)
    let action = AuditWords.action(line.action, call)
    what = line.person.map { action + ": " + $0 } ?? action
  }
}

/// The life of a unit, newest step first.
enum UnitHistory {
  static func steps(_ found: UnitAnswer, _ call: Call) -> [UnitSheet.Step] {
    let language = call.language
    var steps: [UnitSheet.Step] = []
    for (index, now) in found.history.enumerated() {
      let before = index > 0 ? found.history[index - 1] : nil
      steps.append(
        UnitSheet.Step(
          date: now.stateFrom == .first ? "…" : now.stateFrom.vietnamese,
          text: before.map { changes(from: $0, to: now, found, language) }
            ?? language.text("history.began", now.fullName),
          note: before == nil
            ? now.parent.flatMap { found.parents[$0] }.map { language.text("history.under", $0) }
            : nil,
          now: now.stateFrom <= call.asOf && call.asOf <= now.stateTo))
    }
    if found.unit.to != .last {
      steps.append(
        UnitSheet.Step(
          date: found.unit.to.vietnamese, text: language.text("history.ended"), note: nil,
          now: false))
    }
    return steps.reversed()
  }

  /// "Đổi tên: Phú Lộc → Phú Thọ; đổi loại: Xã → Phường".
  private static func changes(
    from old: Unit, to new: Unit, _ found: UnitAnswer, _ language: Language
  ) -> String {
    var parts: [String] = []
    if old.name != new.name {
      parts.append(language.text("history.renamed", old.name, new.name))
    }
    if old.kind != new.kind {
      parts.append(
        language.text("history.kind", language.kind(old.kind), language.kind(new.kind)))
    }
    if old.parent != new.parent {
      let name = { (id: ID<Unit>?) in
        id.flatMap { found.parents[$0] } ?? language.text("history.top")
      }
      parts.append(language.text("history.moved", name(old.parent), name(new.parent)))
    }
    return parts.joined(separator: "; ")
  }
}
