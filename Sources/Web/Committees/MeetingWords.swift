internal import Records
internal import Rules

/// How a meeting is said on its page.
struct MeetingWords {
  private let found: MeetingAnswer
  private let call: Call
  private var language: Language { call.language }

  init(_ found: MeetingAnswer, _ call: Call) {
    self.found = found
    self.call = call
  }

  /// The next step first.
  var actions: [PlanPage.Action] {
    let id = found.meeting.id
    let isHeld = found.meeting.facts.day <= call.act.today
    let conclude = PlanPage.Action(
      href: CommitteePath.conclusion(id), text: language.text("meetings.conclude"),
      isPrimary: found.meeting.stage != .planned)
    let change = PlanPage.Action(
      href: CommitteePath.change(id), text: language.text("meetings.change"), isPrimary: false)
    return (isHeld && found.mayIssue && !found.points.isEmpty ? [conclude] : [])
      + (found.mayManage ? [change] : [])
  }

  var facts: [DutySheet.Fact] {
    let facts = found.meeting.facts
    func fact(_ key: String, _ text: String) -> DutySheet.Fact? {
      let lines = text.split(separator: "\n").map(String.init)
      return lines.isEmpty
        ? nil
        : DutySheet.Fact(
          name: language.text("meetings.field." + key), href: nil, lines: lines)
    }
    let period = facts.period.flatMap { found.committee.facts.rule.period(from: $0) }
    return [
      fact("period", period.map { language.label($0.words) } ?? language.text("meetings.called")),
      fact("place", facts.place), fact("guests", facts.guests),
    ].compactMap(\.self)
  }

  func agenda(_ canChange: Bool) -> [MeetingPage.AgendaRow] {
    let last = found.agenda.count
    return found.agenda.enumerated().map { index, point in
      let id = found.meeting.id
      return MeetingPage.AgendaRow(
        number: "\(index + 1)", text: DutyWords.short(point.text, 400),
        source: source(point.source), words: words(point), link: link(point),
        change: canChange
          ? MeetingPage.AgendaRow.Change(
            id: point.id.text,
            raise: index == 0 ? nil : CommitteePath.agenda(id, .raise),
            lower: index + 1 == last ? nil : CommitteePath.agenda(id, .lower),
            remove: CommitteePath.agenda(id, .remove)) : nil)
    }
  }

  private func source(_ source: AgendaPoint.Source) -> StateMark {
    let kind =
      switch source {
      case .overdue, .subPlan: "late"
      case .returned, .soon: "soon"
      case .earlier: "wait"
      case .own: ""
      }
    return StateMark(kind: kind, text: language.text("meetings.source." + source.rawValue))
  }

  private func words(_ point: AgendaPoint) -> String? {
    guard point.count > 0, let due = point.due else { return nil }
    let more = point.count > Agendas.namedUnits ? ", …" : ""
    return language.text(
      "meetings.pointWords", language.number(point.count), due.vietnamese, point.units + more)
  }

  /// To the one duty, or to those of its plan in the list.
  private func link(_ point: AgendaPoint) -> Link? {
    let text = language.text("meetings.look")
    if let duty = point.duty {
      return !found.duties.contains(duty) ? nil : Link(href: DutyPath.duty(duty), text: text)
    }
    if let point = point.point { return Link(href: CommitteePath.point(point), text: text) }
    guard let plan = point.plan else { return nil }
    let filter: (String, String?) =
      switch point.source {
      case .returned: ("stage", DutyStage.returned.rawValue)
      case .soon: ("due", nil)
      default: ("due", DutyQuestion.Due.overdue.rawValue)
      }
    return Link(href: DutyPath.list(.all, [("plan", plan.text), filter]), text: text)
  }

  func point(_ point: ConclusionPoint, _ isOpen: Bool) -> MeetingPage.PointRow {
    let facts = point.facts
    let progress = found.progress[point.id]
    return MeetingPage.PointRow(
      number: "\(point.position)", text: facts.text, who: who(facts.shares),
      product: facts.product.isEmpty ? nil : facts.product, due: facts.due.vietnamese,
      date: facts.due.iso, progress: progress.map(link), mark: progress.flatMap(mark),
      change: isOpen ? CommitteePath.change(point.id) : nil,
      removal: isOpen ? CommitteePath.removal(point.id) : nil, version: "\(point.version)")
  }

  /// "Sở Nội vụ (chủ trì), Các xã, phường, đặc khu (thực hiện)"
  private func who(_ shares: [TaskShare]) -> String {
    shares.map { share in
      let name: String
      if case .group(let group) = share.who {
        name = language.group(group)
      } else {
        name = share.words
      }
      return "\(name) (\(language.say(share.role.words)))"
    }.joined(separator: "; ")
  }

  func followed(_ progress: Conclusions.Progress) -> MeetingPage.PointRow {
    MeetingPage.PointRow(
      number: "\(progress.position)", text: DutyWords.short(progress.text, 300),
      who: progress.conclusion, product: nil, due: progress.due.vietnamese,
      date: progress.due.iso, progress: link(progress), mark: mark(progress), change: nil,
      removal: nil, version: "")
  }

  /// "3/10 việc đã xong"
  private func link(_ progress: Conclusions.Progress) -> Link {
    Link(
      href: CommitteePath.point(progress.point),
      text: language.text(
        "plans.progress", language.number(progress.tally.accepted),
        language.number(progress.tally.all)))
  }

  private func mark(_ progress: Conclusions.Progress) -> StateMark? {
    let tally = progress.tally
    if tally.overdue > 0 {
      return StateMark(
        kind: "late", text: language.text("plans.overdue", language.number(tally.overdue)))
    }
    return tally.accepted == tally.all
      ? StateMark(kind: "done", text: language.say(DutyStage.accepted.words)) : nil
  }

  func member(_ member: CommitteeMember) -> MeetingPage.Member {
    let isPresent = found.present.contains(member.id)
    return MeetingPage.Member(
      name: member.personName,
      post: [member.facts.title, member.unitName].filter { !$0.isEmpty }
        .joined(separator: ", "), role: language.say(member.facts.role.words),
      mark: found.present.isEmpty
        ? nil
        : StateMark(
          kind: isPresent ? "done" : "ended",
          text: language.text(isPresent ? "meetings.present" : "meetings.absent")))
  }
}
